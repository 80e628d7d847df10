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

/** Checks signatures with one key and one algorithm; thread-safe. */
interface SignatureCheck {
    /**
     * Whether the signature matches the bytes.
     *
     * @throws JOSEException when it can't be a signature
     * @throws GeneralSecurityException when it can't be a signature
     */
    boolean passes(byte[] signed, Base64URL signature) throws JOSEException, GeneralSecurityException;

    /** Whether the signature matches the bytes; false when it can't be a signature. */
    default boolean isPassedBy(byte[] signed, Base64URL signature) {
        try {
            return passes(signed, signature);
        } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
            // the bytes are untrusted, and providers reject some malformed signatures with exceptions
            return false;
        }
    }

    /** Creates a check for any algorithm but Ed25519. Of the token's header the verifier sees only the algorithm. */
    static SignatureCheck of(JWSVerifier verifier, String algorithm) {
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
        return (signed, signature) -> verifier.verify(header, signed, signature);
    }

    /**
     * Creates a check for Ed25519 (RFC 8032, 5.1) with the JDK.
     *
     * @param x the public key, 32 bytes (RFC 8037, 2)
     * @throws GeneralSecurityException when it is not a key
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
