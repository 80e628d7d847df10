package org.journeyguard.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that signs tokens.
 *
 * @param algorithm that it signs with
 * @param keyId in the form that AM gives them; null for secrets
 * @param jwk what AM shows of it; nothing for secrets
 * @param signature of bytes
 */
public record SigningKey(String algorithm, @Nullable String keyId, Map<String, Object> jwk, Signer signature) {
    /** Signs. */
    public interface Signer {
        /** Of these bytes. */
        Base64URL of(byte[] bytes) throws JOSEException, GeneralSecurityException;
    }

    /** An RSA key, whatever its length. */
    public static SigningKey rsa(String algorithm, String keyId, int bits) {
        KeyPair pair = pair("RSA", bits);
        RSAKey key =
                new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(keyId).build();
        return new SigningKey(algorithm, keyId, key.toJSONObject(), bytes -> {
            RSASSASigner signer = new RSASSASigner(pair.getPrivate(), Set.of(AllowWeakRSAKey.getInstance()));
            return signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), bytes);
        });
    }

    public static SigningKey ec(Curve curve, String algorithm, String keyId) {
        KeyPair pair = pair("EC", Integer.parseInt(curve.getName().substring(2)));
        ECKey key = new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID(keyId)
                .build();
        try {
            return by(new ECDSASigner(key), algorithm, keyId, key.toPublicJWK().toJSONObject());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static SigningKey ed25519(String keyId) {
        KeyPair pair = pair("Ed25519", 255);
        byte[] encoded = pair.getPublic().getEncoded();
        String x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length))
                .toString();
        return new SigningKey("EdDSA", keyId, Map.of("kty", "OKP", "crv", "Ed25519", "x", x, "kid", keyId), bytes -> {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Base64URL.encode(signature.sign());
        });
    }

    /** A secret that both sides know. */
    public static SigningKey secret(String algorithm, byte[] secret) {
        try {
            return by(new MACSigner(secret), algorithm, null, Map.of());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key under another algorithm. */
    public SigningKey as(String other) {
        return new SigningKey(other, keyId, jwk, signature);
    }

    /** What AM would show of it if it said more or less about it. */
    public SigningKey shown(String member, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return new SigningKey(algorithm, keyId, changed, signature);
    }

    private static SigningKey by(JWSSigner signer, String algorithm, @Nullable String id, Map<String, Object> jwk) {
        return new SigningKey(
                algorithm, id, jwk, bytes -> signer.sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), bytes));
    }

    private static KeyPair pair(String kind, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
