package org.journeyguard.internal.authorization;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encodes parts of resources (RFC 3986, 2.1 and 3.3). Also encodes the asterisk, which is a wildcard in AM's resources, and the
 * semicolon, which begins path parameters.
 */
final class ResourceEncoding {
    private static final boolean[] PATH = plain("-._~!$&'()+,=:@/");
    private static final boolean[] QUERY = plain("-._~!$'(),:@/");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ResourceEncoding() {}

    /** Encodes a decoded path. */
    static String path(String decoded) {
        return encoded(decoded, PATH);
    }

    /** Encodes the name or value of a parameter. */
    static String query(String decoded) {
        return encoded(decoded, QUERY);
    }

    private static String encoded(String decoded, boolean[] plain) {
        int first = 0;
        while (first < decoded.length() && isPlain(decoded.charAt(first), plain)) {
            first++;
        }
        if (first == decoded.length()) {
            return decoded;
        }
        StringBuilder encoded = new StringBuilder(decoded.length() + 16).append(decoded, 0, first);
        for (byte octet : decoded.substring(first).getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && isPlain((char) octet, plain)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char c, boolean[] plain) {
        return c < plain.length && plain[c];
    }

    /** Returns by character whether it is a letter, a digit or one of these. */
    private static boolean[] plain(String others) {
        boolean[] plain = new boolean[128];
        for (char c = 0; c < plain.length; c++) {
            plain[c] = Character.isLetterOrDigit(c) || others.indexOf(c) >= 0;
        }
        return plain;
    }
}
