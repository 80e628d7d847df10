package org.journeyguard.internal.credential;

import java.security.MessageDigest;

/**
 * SHA-256 of a JWT without and with its signature.
 *
 * @param content up to and with its last dot: what its signature or its tag protects (RFC 7515, 5.1; RFC 7516, 5.1)
 * @param whole all of it
 */
record JwtDigests(TokenDigest content, TokenDigest whole) {

    /**
     * Computes both in one pass, because client-side sessions have thousands of characters.
     *
     * @param text ends with the JWT
     * @param from where the JWT, or what stands before it, begins
     * @param signature where its last part begins
     */
    static JwtDigests of(byte[] text, int from, int signature) {
        MessageDigest content = TokenDigest.sha256();
        content.update(text, from, signature - from);
        MessageDigest whole = TokenDigest.copy(content);
        if (whole == null) {
            whole = TokenDigest.sha256();
            whole.update(text, from, signature - from);
        }
        whole.update(text, signature, text.length - signature);
        return new JwtDigests(TokenDigest.ofSha256(content.digest()), TokenDigest.ofSha256(whole.digest()));
    }
}
