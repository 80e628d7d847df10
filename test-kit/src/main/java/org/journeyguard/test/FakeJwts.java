package org.journeyguard.test;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The keys of {@link FakeAm}, and what is made with them. */
final class FakeJwts {
    private static final int KEY_BITS = 2_048;
    private static final AtomicInteger KEYS = new AtomicInteger();

    /** Made when the first test needs them, because it takes a while. */
    private static final class Made {
        static final RSAKey FIRST = newKey();
        static final List<JWK> OTHERS = List.of(ellipticKey(KeyUse.SIGNATURE), ellipticKey(KeyUse.ENCRYPTION));
    }

    private final byte[] hmacKey = new byte[32];
    /** The newest first. */
    private List<RSAKey> keys = List.of();

    FakeJwts() {
        new SecureRandom().nextBytes(hmacKey);
    }

    /** The key that signs from now on. */
    synchronized RSAKey signingKey() {
        if (keys.isEmpty()) {
            keys = List.of(Made.FIRST);
        }
        return keys.get(0);
    }

    /** Another key signs from now on; those before it stay published. */
    synchronized void rotate() {
        List<RSAKey> more = new ArrayList<>(List.of(newKey(), signingKey()));
        more.addAll(keys.subList(1, keys.size()));
        keys = List.copyOf(more);
    }

    /** Only the key that signs stays published. */
    synchronized void withdrawOldKeys() {
        keys = List.of(signingKey());
    }

    /** The public keys: PingAM publishes those that it does not sign with as well, and names no algorithm. */
    synchronized String published(boolean isPing) {
        signingKey();
        List<JWK> all = new ArrayList<>();
        for (RSAKey key : keys) {
            all.add(isPing ? new RSAKey.Builder(key).algorithm(null).build() : key);
        }
        if (isPing) {
            all.addAll(Made.OTHERS);
        }
        return new JWKSet(all).toString(true);
    }

    /** A JWT whose header names the key. */
    String signed(Map<String, Object> claims) {
        return signed(header().keyID(signingKey().getKeyID()), claims);
    }

    /** An access token as AM signs it. */
    String signedAccessToken(Map<String, Object> claims) {
        return signed(header().keyID(signingKey().getKeyID()).customParam("zip", "NONE"), claims);
    }

    /** A refresh token as AM signs it: with the same key, but without its name. */
    String signedRefreshToken(Map<String, Object> claims) {
        return signed(header().customParam("zip", "NONE"), claims);
    }

    /** An answer about a token. */
    String signedIntrospection(Map<String, Object> claims) {
        JOSEObjectType type = new JOSEObjectType("token-introspection+jwt");
        return signed(header().type(type).keyID(signingKey().getKeyID()), claims);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
    }

    private String signed(JWSHeader.Builder header, Map<String, Object> claims) {
        JWSObject jwt = new JWSObject(header.build(), new Payload(claims));
        try {
            jwt.sign(new RSASSASigner(signingKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** A token that only AM can check. */
    String mac(Map<String, Object> claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .customParam("zip", "NONE")
                .build();
        JWSObject jwt = new JWSObject(header, new Payload(claims));
        try {
            jwt.sign(new MACSigner(hmacKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** A token that only AM can read. */
    String encrypted(Map<String, Object> claims) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256)
                .type(JOSEObjectType.JWT)
                .build();
        JWEObject jwt = new JWEObject(header, new Payload(claims));
        try {
            jwt.encrypt(new DirectEncrypter(hmacKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /** Whether one of the published keys has signed a JWT. */
    synchronized boolean isOurs(String jwt) {
        try {
            JWSObject object = JWSObject.parse(jwt);
            for (RSAKey key : keys) {
                if (object.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                    return true;
                }
            }
            return false;
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    /** The claims of a signed JWT, without a check of its signature; none when it is not one. */
    static Map<String, Object> claims(String jwt) {
        try {
            Map<String, Object> claims = JWSObject.parse(jwt).getPayload().toJSONObject();
            return claims == null ? Map.of() : claims;
        } catch (ParseException e) {
            return Map.of();
        }
    }

    /** AM's key ids are standard Base64, with everything that is special elsewhere. */
    private static String newId() {
        return "zhBofbZw+jkZZ/Xs28fGfzxZg" + KEYS.getAndIncrement() + "8=";
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(newId())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ellipticKey(KeyUse use) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(use).keyID(newId()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
