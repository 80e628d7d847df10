package org.journeyguard.internal.credential;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tests eight octets at a time, one in each byte of a long. Tokens have up to thousands of characters, and every request is checked. Results
 * are high bits, set for the octets that meet a condition; they are exact for ASCII and arbitrary for other octets. Each caller has a loop of
 * its own: the JVM inlines the test of a loop that has one.
 */
final class EightOctets {
    static final long EACH = 0x0101010101010101L;
    static final long HIGH_BITS = EACH << 7;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOWER_CASE = EACH * 0x20;
    /** Multiplies the lowest bits of all octets into the highest octet. */
    private static final long GATHER = 0x0102040810204080L;

    private EightOctets() {}

    /** Returns the eight octets from an index on. */
    static long at(byte[] bytes, int index) {
        return (long) EIGHT.get(bytes, index);
    }

    /** Writes eight octets from an index on. */
    static void set(byte[] bytes, int index, long octets) {
        EIGHT.set(bytes, index, octets);
    }

    /** Returns small letters for capitals, and capitals for small letters, where these high bits are set. */
    static long toggleCase(long octets, long found) {
        return octets ^ (found >>> 2);
    }

    /** Returns one bit for each of these high bits, in the lowest eight. */
    static long bits(long found) {
        return ((found >>> 7) * GATHER) >>> (Long.SIZE - Byte.SIZE);
    }

    /** Returns the octets of a range. */
    static long between(long octets, char first, char last) {
        return from(octets, first) & ~from(octets, last + 1);
    }

    /** Returns the letters of ASCII. */
    static long letters(long octets) {
        return between(octets | LOWER_CASE, 'a', 'z');
    }

    /** Returns the octets that are a character. */
    static long equalTo(long octets, char c) {
        return ~from(octets ^ EACH * c, 1);
    }

    /** No octet overflows into the next. */
    private static long from(long octets, int lowest) {
        return (octets & ~HIGH_BITS) + EACH * (0x80 - lowest);
    }
}
