package org.journeyguard.internal.credential;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The application's own session as its cookie carries it: 256 random bits, without meaning anywhere else. */
public final class AppSession implements Credential {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OCTETS = 32;
    /** Characters that the octets take in base64url. */
    private static final int LENGTH = 43;

    private final String value;
    private final TokenDigest digest;

    private AppSession(String value) {
        this.value = value;
        this.digest = TokenDigest.of(value);
    }

    /** Makes a new session that can't be guessed. */
    public static AppSession make() {
        byte[] bits = new byte[OCTETS];
        RANDOM.nextBytes(bits);
        return new AppSession(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Reads a cookie's value; null when it is not a session of ours. */
    public static @Nullable AppSession parse(String value) {
        if (value.length() != LENGTH) {
            return null;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = value.charAt(i);
            boolean isBase64Url =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!isBase64Url) {
                return null;
            }
        }
        return new AppSession(value);
    }

    /** Returns the secret itself. */
    public String value() {
        return value;
    }

    @Override
    public TokenDigest digest() {
        return digest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppSession that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "AppSession(secret)";
    }
}
