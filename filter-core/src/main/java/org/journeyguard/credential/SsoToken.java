package org.journeyguard.credential;

/** AM's SSO token as a cookie carried it. */
public final class SsoToken implements Credential {
    /** Longer ones are refused without asking; client-side sessions take about 2,000 bytes, rarely above 4,000. */
    public static final int MAX_LENGTH = 8_000;

    private final String value;
    private final TokenDigest digest;

    /**
     * @param value the token, {@linkplain #isWellFormed well-formed}
     * @throws IllegalArgumentException when it is not; without the value
     */
    public SsoToken(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an SSO token: empty, too long or with illegal characters");
        }
        this.value = value;
        this.digest = TokenDigest.of(value);
    }

    /** Whether a cookie value can be a token at all: RFC 6265 cookie octets, at least one and at most {@link #MAX_LENGTH}. */
    public static boolean isWellFormed(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The secret itself. */
    public String value() {
        return value;
    }

    @Override
    public TokenDigest digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SsoToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "SsoToken(secret)";
    }
}
