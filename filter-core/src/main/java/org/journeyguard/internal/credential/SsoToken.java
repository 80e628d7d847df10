package org.journeyguard.internal.credential;

import org.jspecify.annotations.Nullable;

/** AM's SSO token as a cookie carried it. */
public final class SsoToken implements Credential {
    /** Longer tokens are refused without asking AM; client-side sessions take about 2,000 bytes, rarely more than 4,000. */
    public static final int MAX_LENGTH = 8_000;

    private final String value;
    private final TokenDigest digest;
    private final @Nullable JwtText jwt;

    /**
     * @param value the token, {@linkplain #isWellFormed well-formed}
     * @throws IllegalArgumentException when it is not; the message leaves out the value
     */
    public SsoToken(String value) {
        this(requireWellFormed(value), CookieOctets.bytes(value), beforeJwt(value, CookieOctets.bytes(value)));
    }

    private SsoToken(String value, byte[] bytes, int beforeJwt) {
        this.value = value;
        if (beforeJwt == SsoTokenForm.SERVER_SIDE) {
            this.jwt = null;
            this.digest = TokenDigest.of(bytes);
        } else {
            // the digest must not depend on AM's cookie encoding; no other token has a star there
            bytes[beforeJwt] = '*';
            this.jwt = new JwtText(bytes, beforeJwt, value.lastIndexOf('.') + 1);
            this.digest = jwt.content();
        }
    }

    /** Reads a cookie's value; null when it is not {@linkplain #isWellFormed well-formed}. */
    static @Nullable SsoToken parse(String cookie) {
        String value = cookie.length() > MAX_LENGTH ? null : PercentEncoding.decoded(cookie);
        if (value == null || value.isEmpty()) {
            return null;
        }
        byte[] bytes = CookieOctets.bytes(value);
        int beforeJwt = beforeJwt(value, bytes);
        return beforeJwt == SsoTokenForm.MISSPELT ? null : new SsoToken(value, bytes, beforeJwt);
    }

    /**
     * Whether a text can be a token: RFC 6265 cookie octets, at least one and at most {@link #MAX_LENGTH}, and any JWT of a client-side
     * session in a spelling that AM issues.
     */
    public static boolean isWellFormed(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && beforeJwt(value, CookieOctets.bytes(value)) != SsoTokenForm.MISSPELT;
    }

    /** Returns what {@link SsoTokenForm#jwt} does; {@link SsoTokenForm#MISSPELT} also for illegal characters, which no JWT has. */
    private static int beforeJwt(String value, byte[] bytes) {
        if (bytes.length != value.length()) {
            // two UTF-16 surrogates become one octet
            return SsoTokenForm.MISSPELT;
        }
        int beforeJwt = SsoTokenForm.jwt(value, bytes);
        return CookieOctets.areAll(value, bytes, beforeJwt < 0 ? bytes.length : beforeJwt)
                ? beforeJwt
                : SsoTokenForm.MISSPELT;
    }

    private static String requireWellFormed(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "not an SSO token: empty, too long, with illegal characters or in a spelling that AM does not issue");
        }
        return value;
    }

    /** Returns the secret itself. */
    public String value() {
        return value;
    }

    /** Identifies the session: for a client-side session the signed part of its JWT; for any other the whole token. */
    @Override
    public TokenDigest digest() {
        return digest;
    }

    @Override
    public TokenDigest fingerprint() {
        return jwt == null ? digest : jwt.whole();
    }

    @Override
    public @Nullable JwtText jwt() {
        return jwt;
    }

    /** Whether the session lives in its token, so that at AM it ends only when it expires. */
    public boolean isClientSide() {
        return jwt != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
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
