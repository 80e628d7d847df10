package org.journeyguard.internal.credential;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A JWT as it was presented. Digests it as far as needed, because it may have thousands of characters. */
public final class JwtText {
    private final byte[] text;
    private final int from;
    private final int signature;
    private final TokenDigest content;
    private @Nullable TokenDigest whole;

    /**
     * @param text ends with the JWT; not to be changed afterwards
     * @param from where the JWT, or what stands before it, begins
     * @param signature where its last part begins
     */
    JwtText(byte[] text, int from, int signature) {
        this.text = text;
        this.from = from;
        this.signature = signature;
        this.content = TokenDigest.of(text, from, signature);
    }

    /** Returns the digest up to and with the last dot: of what its signature or its tag protects (RFC 7515, 5.1; RFC 7516, 5.1). */
    TokenDigest content() {
        return content;
    }

    /** Returns the digest of all of it. */
    TokenDigest whole() {
        TokenDigest known = whole;
        if (known == null) {
            known = TokenDigest.of(text, from, text.length);
            whole = known;
        }
        return known;
    }

    /** Returns its last part, the signature or the tag. */
    byte[] signature() {
        return Arrays.copyOfRange(text, signature, text.length);
    }

    /** Whether this is its last part. Takes the same time for all of the same length. */
    boolean isSignedBy(byte[] candidate) {
        int length = text.length - signature;
        if (candidate.length != length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= text[signature + i] ^ candidate[i];
        }
        return difference == 0;
    }
}
