package org.journeyguard.internal.credential;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes one token among those with the same {@linkplain Credential#digest() digest}, without holding it: a positive answer of AM
 * applies to no other. For a JWT it compares signatures, which is faster than a second digest.
 */
public final class ExactToken {
    private final TokenDigest fingerprint;
    private final byte @Nullable [] signature;

    private ExactToken(TokenDigest fingerprint, byte @Nullable [] signature) {
        this.fingerprint = fingerprint;
        this.signature = signature;
    }

    /** Remembers a token. */
    public static ExactToken of(Credential token) {
        JwtText jwt = token.jwt();
        return new ExactToken(token.fingerprint(), jwt == null ? null : jwt.signature());
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
        JwtText jwt = other.jwt();
        if (signature == null || jwt == null) {
            return fingerprint.equals(other.fingerprint());
        }
        return jwt.isSignedBy(signature);
    }
}
