package org.journeyguard.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 access token as an {@code Authorization} header carried it. */
public final class BearerToken implements Credential {
    /** Longer ones are refused without a look into them; AM's JWTs take about 1,000 characters, with many claims some thousands. */
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

    /**
     * Stands for the grant. Of a JWT that is what AM has signed, because some algorithms have more than one signature for the same
     * content; of any other token its text, whose cases do not count for OpenAM.
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
