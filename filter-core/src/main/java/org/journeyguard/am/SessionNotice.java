package org.journeyguard.am;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Reads what AM sends about sessions. OpenAM names the token, PingAM its SHA-256; what is unknown or broken says nothing.
 *
 * @see "OpenAM 16, recorded; PingAM: sessionuid"
 */
final class SessionNotice {
    static final String TOPIC = "/agent/session";

    private static final Set<String> ENDS = Set.of("LOGOUT", "DESTROY", "IDLE_TIMEOUT", "MAX_TIMEOUT");

    private SessionNotice() {}

    /** The session that has ended, if it is that which a message says. */
    static Optional<TokenDigest> ended(String text) {
        Map<String, @Nullable Object> message = object(text);
        if (!TOPIC.equals(message.get("topic")) || !(message.get("body") instanceof Map<?, ?> body)) {
            return Optional.empty();
        }
        if (!(body.get("eventType") instanceof String event) || !ENDS.contains(event)) {
            return Optional.empty();
        }
        if (body.get("tokenId") instanceof String token) {
            return SsoToken.isWellFormed(token) ? Optional.of(new SsoToken(token).digest()) : Optional.empty();
        }
        return body.get("sessionuid") instanceof String digest ? digest(digest) : Optional.empty();
    }

    private static Optional<TokenDigest> digest(String base64) {
        try {
            return Optional.of(TokenDigest.ofSha256(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable Object> object(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException | RuntimeException e) {
            return Map.of();
        }
    }
}
