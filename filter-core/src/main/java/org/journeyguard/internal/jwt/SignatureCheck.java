package org.journeyguard.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** A key and an algorithm, ready to check signatures; for many threads. */
interface SignatureCheck {
    /**
     * Whether the signature is that of the bytes.
     *
     * @throws JOSEException when it can't be one
     * @throws GeneralSecurityException when it can't be one
     */
    boolean passes(byte[] signed, Base64URL signature) throws JOSEException, GeneralSecurityException;

    /** As {@link #passes}; what can't be a signature does not pass. */
    default boolean isPassedBy(byte[] signed, Base64URL signature) {
        try {
            return passes(signed, signature);
        } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
            // providers answer some malformed signatures so; the bytes are a stranger's, and the answer is no
            return false;
        }
    }

    /** Everything but Ed25519. The verifier sees a header that has nothing from the token but its algorithm. */
    static SignatureCheck of(JWSVerifier verifier, String algorithm) {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        return (signed, signature) -> verifier.verify(header, signed, signature);
    }

    /**
     * Ed25519 (RFC 8032, 5.1) by the JDK.
     *
     * @param x the public key, 32 bytes (RFC 8037, 2)
     * @throws GeneralSecurityException when it is not one
     */
    static SignatureCheck ed25519(byte[] x) throws GeneralSecurityException {
        // SubjectPublicKeyInfo up to the key (RFC 8410, 4 and 10.1)
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        return (signed, signature) -> {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature.decode());
        };
    }
}
