package org.journeyguard.credential;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** AM's SSO token as a cookie carried it. */
public final class SsoToken implements Credential {
    /** Longer ones are refused without asking; client-side sessions take about 2,000 bytes, rarely above 4,000. */
    public static final int MAX_LENGTH = 8_000;

    /** How the JWT of a client-side session begins: behind a star, a JOSE header in base64. */
    private static final String JWT = "*eyJ";

    private final String value;
    private final TokenDigest digest;
    private @Nullable TokenDigest session;

    /**
     * @param value the token, {@linkplain #isWellFormed well-formed}
     * @throws IllegalArgumentException when it is not; without the value
     */
    public SsoToken(String value) {
        this(value, CookieOctets.bytes(value));
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an SSO token: empty, too long or with illegal characters");
        }
    }

    private SsoToken(String value, byte[] bytes) {
        this.value = value;
        this.digest = TokenDigest.of(bytes);
    }

    /** The token that a cookie's value is; null when it is not {@linkplain #isWellFormed well-formed}. */
    static @Nullable SsoToken parse(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return null;
        }
        byte[] bytes = CookieOctets.bytes(value);
        return CookieOctets.areAll(value, bytes) ? new SsoToken(value, bytes) : null;
    }

    /** Whether a cookie value can be a token at all: RFC 6265 cookie octets, at least one and at most {@link #MAX_LENGTH}. */
    public static boolean isWellFormed(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && CookieOctets.areAll(value, CookieOctets.bytes(value));
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
     * What stands for the session however its token is spelt. AM takes a client-side session with other characters before its
     * JWT or other unused bits at the end of its base64 as well; what is digested here is what the JWT protects.
     */
    public TokenDigest session() {
        TokenDigest known = session;
        if (known == null) {
            known = sessionDigest();
            session = known;
        }
        return known;
    }

    private TokenDigest sessionDigest() {
        int jwt = value.lastIndexOf(JWT) + 1;
        int end = value.lastIndexOf('.');
        if (jwt == 0 || end < jwt) {
            return digest;
        }
        StringBuilder content = new StringBuilder(end - jwt);
        for (String part : value.substring(jwt, end).split("\\.", -1)) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(part);
                content.append(Base64.getUrlEncoder().encodeToString(bytes)).append('.');
            } catch (IllegalArgumentException e) {
                return digest;
            }
        }
        return TokenDigest.of(content.toString());
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
