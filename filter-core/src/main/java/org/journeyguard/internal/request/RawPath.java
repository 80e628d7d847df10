package org.journeyguard.internal.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the request path as sent. Containers, dispatchers and frameworks decode, cut and normalise paths differently; a path on which
 * they could disagree is suspect, and a suspect path is never public.
 */
public final class RawPath {
    public enum Kind {
        /** Has only one interpretation. */
        PLAIN,
        /** Legal but ambiguous: protected, whatever the patterns. */
        SUSPECT,
        /** Only used by attacks: 400. */
        MALFORMED
    }

    private RawPath() {}

    public static Kind kind(String raw) {
        boolean suspect = !raw.isEmpty() && raw.charAt(0) != '/';
        int segmentStart = 1;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                return Kind.MALFORMED;
            }
            if (c == '%') {
                int octet = octet(raw, i);
                if (octet < 0) {
                    suspect = true;
                } else if (octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\' || octet == ';') {
                    return Kind.MALFORMED;
                } else if (octet == '%' || octet == '.') {
                    suspect = true;
                }
            } else if (c > 0x7f || c == '?' || c == '#') {
                suspect = true;
            } else if (c == ';') {
                suspect = true;
                if (isDots(raw, segmentStart, i)) {
                    return Kind.MALFORMED;
                }
            } else if (c == '/' && i > 0) {
                suspect |= i == segmentStart || isDots(raw, segmentStart, i);
                segmentStart = i + 1;
            }
        }
        suspect |= isDots(raw, segmentStart, raw.length());
        return suspect ? Kind.SUSPECT : Kind.PLAIN;
    }

    /**
     * @param raw a {@link Kind#PLAIN} path
     * @return the percent-decoded path; null if it is not valid UTF-8
     */
    static @Nullable String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) octet(raw, i));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns whether any segment is {@code .} or {@code ..}, even with percent-encoded dots. */
    public static boolean hasDots(String raw) {
        if (raw.indexOf('.') < 0 && raw.indexOf('%') < 0) {
            return false;
        }
        int from = 0;
        while (from <= raw.length()) {
            int slash = raw.indexOf('/', from);
            int to = slash < 0 ? raw.length() : slash;
            if (isDots(raw, from, to)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** Returns whether a segment is {@code .} or {@code ..}, even with percent-encoded dots. */
    private static boolean isDots(String raw, int from, int to) {
        int dots = 0;
        int i = from;
        while (i < to) {
            if (raw.charAt(i) == '.') {
                i++;
            } else if (octet(raw, i) == '.') {
                i += 3;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }

    /** Returns the octet of {@code %XX} at an index; -1 if it is not an escape. */
    private static int octet(String raw, int index) {
        boolean isEscape = index + 2 < raw.length()
                && raw.charAt(index) == '%'
                && HexFormat.isHexDigit(raw.charAt(index + 1))
                && HexFormat.isHexDigit(raw.charAt(index + 2));
        return isEscape ? HexFormat.fromHexDigits(raw, index + 1, index + 3) : -1;
    }
}
