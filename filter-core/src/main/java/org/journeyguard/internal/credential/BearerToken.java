package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 access token as an {@code Authorization} header carried it. */
public final class BearerToken implements Credential {
    /** Longer tokens are refused unread; AM's JWTs have about 1,000 characters, and a few thousand with many claims. */
    public static final int MAX_LENGTH = 16_384;

    private final String value;
    private final TokenDigest digest;
    private final TokenDigest fingerprint;

    private BearerToken(String value) {
        this.value = value;
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        int signature = value.lastIndexOf('.') + 1;
        if (value.indexOf('.') < signature - 1) {
            JwtDigests digests = JwtDigests.of(bytes, 0, signature);
            this.digest = digests.content();
            this.fingerprint = digests.whole();
        } else {
            this.fingerprint = TokenDigest.of(bytes);
            String folded = value.toLowerCase(Locale.ROOT);
            this.digest = folded.equals(value) ? fingerprint : TokenDigest.of(folded);
        }
    }

    /**
     * Reads a token.
     *
     * @return null when the text can't be a token: empty, too long, or with characters outside RFC 6750, 2.1 ({@code b64token})
     */
    public static @Nullable BearerToken parse(String value) {
        int end = value.length();
        if (end == 0 || end > MAX_LENGTH) {
            return null;
        }
        while (end > 0 && value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(value.charAt(i))) {
                return null;
            }
        }
        return end == 0 ? null : new BearerToken(value);
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '-' && c <= '9') // with . and /
                || c == '_'
                || c == '~'
                || c == '+';
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
        return fingerprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "BearerToken(secret)";
    }
}
