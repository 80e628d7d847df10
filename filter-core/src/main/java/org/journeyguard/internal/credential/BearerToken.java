package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 access token as an {@code Authorization} header carried it. */
public final class BearerToken implements Credential {
    /** Longer tokens are refused unread; AM's JWTs have about 1,000 characters, and a few thousand with many claims. */
    public static final int MAX_LENGTH = 16_384;

    private final String value;
    private final TokenDigest digest;
    private final @Nullable JwtText jwt;
    /** Of a token that is not a JWT: tells apart what differs in case only. */
    private final TokenDigest exact;

    private BearerToken(String value, byte[] bytes) {
        this.value = value;
        int signature = value.lastIndexOf('.') + 1;
        if (value.indexOf('.') < signature - 1) {
            this.jwt = new JwtText(bytes, 0, signature);
            this.digest = jwt.content();
            this.exact = digest;
        } else {
            this.jwt = null;
            TokenDigest whole = bytes.length > Long.SIZE ? TokenDigest.of(bytes) : null;
            long capitals = fold(bytes);
            this.digest = TokenDigest.of(bytes);
            this.exact = whole == null ? digest.with(capitals) : whole;
        }
    }

    /** Turns capitals into small letters; returns a bit for each of the last 64 octets, set for a capital. */
    private static long fold(byte[] octets) {
        long capitals = 0;
        int i = 0;
        for (; i <= octets.length - Long.BYTES; i += Long.BYTES) {
            long eight = EightOctets.at(octets, i);
            long found = EightOctets.between(eight, 'A', 'Z') & EightOctets.HIGH_BITS;
            EightOctets.set(octets, i, EightOctets.toggleCase(eight, found));
            capitals = (capitals << Byte.SIZE) | EightOctets.bits(found);
        }
        for (; i < octets.length; i++) {
            boolean isCapital = octets[i] >= 'A' && octets[i] <= 'Z';
            octets[i] = (byte) (isCapital ? octets[i] + 'a' - 'A' : octets[i]);
            capitals = (capitals << 1) | (isCapital ? 1 : 0);
        }
        return capitals;
    }

    /**
     * Reads a token.
     *
     * @return null when the text can't be a token: empty, too long, or with characters outside RFC 6750, 2.1 ({@code b64token})
     */
    public static @Nullable BearerToken parse(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return null;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == '=') {
            end--;
        }
        return end > 0 && areTokenCharacters(bytes, end) ? new BearerToken(value, bytes) : null;
    }

    /**
     * @param bytes in which {@code ?} stands for characters outside ISO 8859-1
     */
    private static boolean areTokenCharacters(byte[] bytes, int end) {
        if (end < Long.BYTES) {
            byte[] eight = new byte[Long.BYTES];
            Arrays.fill(eight, bytes[0]);
            System.arraycopy(bytes, 0, eight, 0, end);
            return areTokenCharacters(eight, Long.BYTES);
        }
        int last = end - Long.BYTES;
        // the last eight overlap the ones before
        long others = others(EightOctets.at(bytes, last));
        for (int i = 0; i < last; i += Long.BYTES) {
            others |= others(EightOctets.at(bytes, i));
        }
        return (others & EightOctets.HIGH_BITS) == 0;
    }

    private static long others(long octets) {
        long found = EightOctets.letters(octets)
                // with . and /
                | EightOctets.between(octets, '-', '9')
                | EightOctets.equalTo(octets, '_')
                | EightOctets.equalTo(octets, '~')
                | EightOctets.equalTo(octets, '+');
        return ~found | octets;
    }

    /** Returns the secret itself. */
    public String value() {
        return value;
    }

    /**
     * Identifies the grant. For a JWT it covers what AM has signed, because some algorithms allow several signatures for the same content;
     * for any other token its text, in which OpenAM ignores case.
     */
    @Override
    public TokenDigest digest() {
        return digest;
    }

    @Override
    public TokenDigest fingerprint() {
        return jwt == null ? exact : jwt.whole();
    }

    @Override
    public @Nullable JwtText jwt() {
        return jwt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    @Override
    public String toString() {
        return "BearerToken(secret)";
    }
}
