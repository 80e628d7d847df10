package org.journeyguard.internal.credential;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Distinguishes canonical base64url from other spellings of the same octets (RFC 4648, 3.5 and 5). */
public final class Base64UrlOctets {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH << 7;

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

    /** Checks eight octets at a time, because client-side sessions have thousands of characters and every request is checked. */
    private static boolean areAll(byte[] bytes, int from, int to) {
        int last = to - Long.BYTES;
        if (last < from) {
            for (int i = from; i < to; i++) {
                if (value(bytes[i]) < 0) {
                    return false;
                }
            }
            return true;
        }
        // the last eight overlap the ones before
        long others = others((long) EIGHT.get(bytes, last));
        for (int i = from; i < last; i += Long.BYTES) {
            others |= others((long) EIGHT.get(bytes, i));
        }
        return others == 0;
    }

    /** Returns the high bits of those of the eight octets that are outside the alphabet. */
    private static long others(long x) {
        long letters = x | EACH * 0x20;
        long found = (from(letters, 'a') & ~from(letters, 'z' + 1))
                | (from(x, '0') & ~from(x, '9' + 1))
                | ~from(x ^ EACH * '-', 1)
                | ~from(x ^ EACH * '_', 1);
        return (~found | x) & HIGH_BITS;
    }

    /**
     * Sets the high bit of each octet from a lowest one on. No ASCII octet overflows into the next; other octets are handled separately.
     */
    private static long from(long x, int lowest) {
        return (x & ~HIGH_BITS) + EACH * (0x80 - lowest);
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
