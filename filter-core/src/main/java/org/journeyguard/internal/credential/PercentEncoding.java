package org.journeyguard.internal.credential;

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
        byte[] bytes = CookieOctets.bytes(value);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte octet = bytes[i];
            if (octet == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
                if (low < 0) {
                    return null;
                }
                octet = (byte) (high << 4 | low);
                i += 2;
            }
            bytes[length++] = octet;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
