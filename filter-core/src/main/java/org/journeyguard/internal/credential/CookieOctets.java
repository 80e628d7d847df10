package org.journeyguard.internal.credential;

import static org.journeyguard.internal.credential.EightOctets.EACH;

import java.nio.charset.StandardCharsets;

/** The characters that RFC 6265 allows in a cookie's value: visible ASCII less {@code " , ; \}. */
final class CookieOctets {
    private CookieOctets() {}

    /** Returns a value's cookie octets; characters outside ISO 8859-1 become {@code ?}. */
    static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether a value consists of cookie octets only, up to an index. Tries eight characters at a time first, because every request is
     * checked.
     *
     * @param bytes of that value
     */
    static boolean areAll(String value, byte[] bytes, int end) {
        return areSurelyAll(bytes, end) || areAll(value, end);
    }

    private static boolean areAll(String value, int end) {
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** False also for {@code !}, for {@code ?}, which may stand for another character, and for values shorter than eight octets. */
    private static boolean areSurelyAll(byte[] bytes, int end) {
        if (end < Long.BYTES) {
            return false;
        }
        int last = end - Long.BYTES;
        // the last eight overlap the ones before
        long suspects = suspects(EightOctets.at(bytes, last));
        for (int i = 0; i < last; i += Long.BYTES) {
            suspects |= suspects(EightOctets.at(bytes, i));
        }
        return (suspects & EightOctets.HIGH_BITS) == 0;
    }

    /**
     * Sets a high bit if any of the eight octets may not be a cookie octet. Exact where all are ASCII; of any other octet the high bit is
     * set already. {@code x - n} sets the high bit of octets less than n, {@code (x ^ c) - 1} of those equal to c.
     */
    private static long suspects(long x) {
        return x
                | x - EACH * '#'
                | x + EACH
                | (x ^ EACH * ',') - EACH
                | (x ^ EACH * '\\') - EACH
                // ; and ?, which differ in this bit alone
                | ((x | EACH * ('?' - ';')) ^ EACH * '?') - EACH;
    }
}
