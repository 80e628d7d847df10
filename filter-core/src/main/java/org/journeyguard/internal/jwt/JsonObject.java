package org.journeyguard.internal.jwt;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.http.JsonDepth;
import org.jspecify.annotations.Nullable;

/** Reads untrusted JSON objects. */
public final class JsonObject {
    private JsonObject() {}

    /** Returns the members of an object in base64url; empty when it is malformed. */
    public static Optional<Map<String, @Nullable Object>> decode(String base64Url) {
        try {
            byte[] utf8 = Base64.getUrlDecoder().decode(base64Url);
            // unlike "new String", this does not map different bytes to one text
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the members of an object; empty when it is malformed. */
    static Optional<Map<String, @Nullable Object>> read(String json) {
        // the parser accepts a list of pairs as an object too
        if (!JsonDepth.isSoundObject(json)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSONObjectUtils.parse(json));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
