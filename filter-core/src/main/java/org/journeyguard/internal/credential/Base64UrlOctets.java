package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;

/** Distinguishes canonical base64url from other spellings of the same octets (RFC 4648, 3.5 and 5). */
public final class Base64UrlOctets {
    private Base64UrlOctets() {}

    /**
     * Whether decoding a text and encoding it again gives the same text: only characters of the alphabet, no padding, and no bit set that
     * decoding drops.
     */
    public static boolean areCanonical(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return areCanonical(bytes, 0, bytes.length);
    }

    /** Whether part of a text is canonical base64url; characters outside ISO 8859-1 are {@code ?} in the bytes. */
    static boolean areCanonical(byte[] bytes, int from, int to) {
        return areAll(bytes, from, to) && hasNoUnusedBits(bytes, from, to);
    }

    private static boolean hasNoUnusedBits(byte[] bytes, int from, int to) {
        return switch ((to - from) % 4) {
            case 0 -> true;
            case 2 -> (value(bytes[to - 1]) & 0b1111) == 0;
            case 3 -> (value(bytes[to - 1]) & 0b11) == 0;
            default -> false;
        };
    }

    private static boolean areAll(byte[] bytes, int from, int to) {
        if (to - from < Long.BYTES) {
            for (int i = from; i < to; i++) {
                if (value(bytes[i]) < 0) {
                    return false;
                }
            }
            return true;
        }
        int last = to - Long.BYTES;
        // the last eight overlap the ones before
        long others = others(EightOctets.at(bytes, last));
        for (int i = from; i < last; i += Long.BYTES) {
            others |= others(EightOctets.at(bytes, i));
        }
        return (others & EightOctets.HIGH_BITS) == 0;
    }

    /** Returns those of eight octets that are outside the alphabet. */
    private static long others(long octets) {
        long found = EightOctets.letters(octets)
                | EightOctets.between(octets, '0', '9')
                | EightOctets.equalTo(octets, '-')
                | EightOctets.equalTo(octets, '_');
        return ~found | octets;
    }

    /** Returns six bits, or -1. */
    private static int value(byte octet) {
        char c = (char) (octet & 0xff);
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
