package org.journeyguard.internal.credential;

/**
 * Recognizes one token among those with the same {@linkplain Credential#digest() digest}, without holding it: a positive answer of AM
 * applies to no other. For a JWT it compares signatures, which is faster than a second digest.
 */
public final class ExactToken {
    private final TokenDigest fingerprint;
    private final byte[] signature;

    private ExactToken(TokenDigest fingerprint, byte[] signature) {
        this.fingerprint = fingerprint;
        this.signature = signature;
    }

    /** Remembers a token. */
    public static ExactToken of(Credential token) {
        return new ExactToken(token.fingerprint(), token.signature());
    }

    /** Returns the token's {@linkplain Credential#fingerprint() fingerprint}. */
    public TokenDigest fingerprint() {
        return fingerprint;
    }

    /**
     * Whether this is the token.
     *
     * @param other with the same digest
     */
    public boolean is(Credential other) {
        return signature.length > 0 ? other.isSignedBy(signature) : fingerprint.equals(other.fingerprint());
    }
}
