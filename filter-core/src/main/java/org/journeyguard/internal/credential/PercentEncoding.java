package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Undoes the encoding that AM applies to its cookie where {@code com.iplanet.am.cookie.encode} is set. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Decodes a value, which is returned as it is where nothing is encoded; null when a percent sign does not begin an escape. */
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
