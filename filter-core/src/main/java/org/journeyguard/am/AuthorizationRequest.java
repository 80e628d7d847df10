package org.journeyguard.am;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What binds the answer to a request for authorization to that request: made anew for each, 256 random bits each.
 * {@code toString()} shows none of it.
 *
 * @param state comes back with the code (RFC 6749, 10.12)
 * @param nonce comes back in the ID token (OpenID Connect Core, 3.1.2.1)
 * @param verifier is shown when the code is exchanged (RFC 7636, 4.1)
 */
public record AuthorizationRequest(String state, String nonce, String verifier) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** A new one. */
    public static AuthorizationRequest make() {
        return new AuthorizationRequest(random(), random(), random());
    }

    private static String random() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return BASE64.encodeToString(bits);
    }

    /** SHA-256 of the verifier (RFC 7636, 4.2: S256). */
    String challenge() {
        try {
            byte[] ascii = verifier.getBytes(StandardCharsets.US_ASCII);
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "AuthorizationRequest(secret)";
    }
}
