package org.journeyguard.internal.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a token. Keys caches and maps, so that a heap dump of keys is useless to an attacker. Four longs rather than an array, for
 * cheap equality.
 */
public record TokenDigest(long a, long b, long c, long d) {
    private static final int SHA256_OCTETS = 32;
    private static final MessageDigest PROTOTYPE = prototype();
    /** Odd, so that nobody can choose tokens with the same hash code, whether by their letters' case or by trying. */
    private static final long SEED = new SecureRandom().nextLong() | 1;

    /**
     * @param token the raw token, ASCII
     */
    public static TokenDigest of(String token) {
        return of(token.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the SHA-256 of a text that need not be a token, in UTF-8. */
    public static TokenDigest ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses a digest that {@link #toString()} has written.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static TokenDigest parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a digest");
        }
        return new TokenDigest(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    static TokenDigest of(byte[] token) {
        return of(token, 0, token.length);
    }

    /** Returns the SHA-256 of a range of octets. */
    static TokenDigest of(byte[] octets, int from, int to) {
        MessageDigest digest = clone(PROTOTYPE);
        digest.update(octets, from, to - from);
        return ofSha256(digest.digest());
    }

    /**
     * Wraps a digest that was computed elsewhere.
     *
     * @param digest SHA-256 of the token, 32 octets
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static TokenDigest ofSha256(byte[] digest) {
        if (digest.length != SHA256_OCTETS) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new TokenDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Returns a digest for what was digested together with some bits; this one for no bit. */
    TokenDigest with(long bits) {
        return bits == 0 ? this : new TokenDigest(a ^ bits, b, c, d);
    }

    /** Written by hand, like the other two, because the versions that Java 17 generates keep a reference to their class loader forever. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenDigest that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    @Override
    public int hashCode() {
        return (int) ((a * SEED) >>> 32);
    }

    @Override
    public String toString() {
        return a + "," + b + "," + c + "," + d;
    }

    /** Clones a SHA-256, because each {@code getInstance} searches the security providers. Some of them can't clone. */
    static MessageDigest clone(MessageDigest sha256) {
        try {
            return (MessageDigest) sha256.clone();
        } catch (CloneNotSupportedException e) {
            return prototype();
        }
    }

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
