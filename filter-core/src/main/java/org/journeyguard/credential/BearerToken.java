package org.journeyguard.credential;

import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 access token as an {@code Authorization} header carried it. */
public final class BearerToken implements Credential {
    /** Longer ones are refused without a look into them; AM's JWTs take about 1,000 characters, with many claims some thousands. */
    public static final int MAX_LENGTH = 16_384;

    private final String value;
    private final TokenDigest digest;
    private @Nullable TokenDigest grant;

    private BearerToken(String value) {
        this.value = value;
        this.digest = TokenDigest.of(value);
    }

    /**
     * The token that a text is.
     *
     * @return null when it can be none: empty, too long, or with characters outside RFC 6750, 2.1 ({@code b64token})
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

    /** The secret itself. */
    public String value() {
        return value;
    }

    @Override
    public TokenDigest digest() {
        return digest;
    }

    /**
     * What stands for the token however its signature is spelt: some algorithms have more than one signature for the same
     * content, and what is ended has to stay ended under each of them.
     */
    public TokenDigest grant() {
        TokenDigest known = grant;
        if (known == null) {
            int signature = value.lastIndexOf('.');
            boolean isSigned = signature > 0 && value.indexOf('.') < signature;
            known = isSigned ? TokenDigest.of(value.substring(0, signature)) : digest;
            grant = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "BearerToken(secret)";
    }
}
