package org.journeyguard.credential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Undoes what AM does to its cookie where {@code com.iplanet.am.cookie.encode} is set. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The text that is meant, which is the same where nothing is encoded; null when a percent sign stands for nothing. */
    static @Nullable String decoded(String value) {
        int percent = value.indexOf('%');
        if (percent < 0) {
            return value;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(value.length());
        byte[] bytes = CookieOctets.bytes(value);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                text.write(bytes[i]);
            } else if (i + 2 < bytes.length) {
                int high = Character.digit(bytes[++i], 16);
                int low = Character.digit(bytes[++i], 16);
                if (high < 0 || low < 0) {
                    return null;
                }
                text.write(high << 4 | low);
            } else {
                return null;
            }
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }
}
