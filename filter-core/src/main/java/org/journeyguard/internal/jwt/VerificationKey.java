package org.journeyguard.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of AM's public keys (RFC 7517, 4), with a check prepared for each of its algorithms. */
final class VerificationKey {
    /** Shorter keys may soon be factored, and RFC 7518 (3.3) does not allow them. In bits. */
    static final int SHORTEST_RSA = 2_048;

    private static final int ED25519_BYTES = 32;

    private final @Nullable String id;
    private final Map<String, SignatureCheck> checks;

    private VerificationKey(@Nullable String id, Map<String, SignatureCheck> checks) {
        this.id = id;
        this.checks = Map.copyOf(checks);
    }

    /** Prepares a key; empty when it is malformed, too weak, or not for signatures. */
    static Optional<VerificationKey> of(Map<?, ?> jwk) {
        if (!isForSignatures(jwk)) {
            return Optional.empty();
        }
        try {
            Map<String, SignatureCheck> checks = new HashMap<>(checks(jwk));
            if (jwk.get("alg") instanceof String algorithm) {
                checks.keySet().retainAll(named(algorithm));
            }
            return checks.isEmpty() ? Optional.empty() : Optional.of(new VerificationKey(text(jwk, "kid"), checks));
        } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
            // an unreadable key must not disable the others
            return Optional.empty();
        }
    }

    /** Whether the key has this id. */
    boolean isCalled(String keyId) {
        return keyId.equals(id);
    }

    /** Whether the key is for signatures with this algorithm. */
    boolean fits(String algorithm) {
        return checks.containsKey(algorithm);
    }

    /** Whether this key made the signature. */
    boolean verifies(String algorithm, byte[] signed, Base64URL signature) {
        SignatureCheck check = checks.get(algorithm);
        return check != null && check.isPassedBy(signed, signature);
    }

    private static boolean isForSignatures(Map<?, ?> jwk) {
        Object use = jwk.get("use");
        Object operations = jwk.get("key_ops");
        return (use == null || use.equals("sig"))
                && (operations == null || (operations instanceof Collection<?> many && many.contains("verify")));
    }

    private static Map<String, SignatureCheck> checks(Map<?, ?> jwk)
            throws ParseException, JOSEException, GeneralSecurityException {
        String type = text(jwk, "kty");
        if ("RSA".equals(type)) {
            RSAPublicKey key = RSAKey.parse(only(jwk, "kty", "n", "e")).toRSAPublicKey();
            return key.getModulus().bitLength() < SHORTEST_RSA
                    ? Map.of()
                    : checks(new RSASSAVerifier(key), SignatureAlgorithms.RSA);
        }
        if ("EC".equals(type)) {
            String algorithm = SignatureAlgorithms.EC.get(String.valueOf(jwk.get("crv")));
            return algorithm == null
                    ? Map.of()
                    : checks(
                            new ECDSAVerifier(ECKey.parse(only(jwk, "kty", "crv", "x", "y"))
                                    .toECPublicKey()),
                            Set.of(algorithm));
        }
        if ("OKP".equals(type) && "Ed25519".equals(jwk.get("crv")) && jwk.get("x") instanceof String x) {
            byte[] key = new Base64URL(x).decode();
            return key.length == ED25519_BYTES ? checks(SignatureCheck.ed25519(key)) : Map.of();
        }
        return Map.of();
    }

    private static Map<String, SignatureCheck> checks(JWSVerifier verifier, Set<String> algorithms) {
        Map<String, SignatureCheck> checks = new HashMap<>();
        algorithms.forEach(algorithm -> checks.put(algorithm, SignatureCheck.of(verifier, algorithm)));
        return checks;
    }

    private static Map<String, SignatureCheck> checks(SignatureCheck ed25519) {
        Map<String, SignatureCheck> checks = new HashMap<>();
        SignatureAlgorithms.ED25519.forEach(algorithm -> checks.put(algorithm, ed25519));
        return checks;
    }

    private static Set<String> named(String algorithm) {
        return SignatureAlgorithms.ED25519.contains(algorithm) ? SignatureAlgorithms.ED25519 : Set.of(algorithm);
    }

    /** Keeps the members that define the key and drops certificates and others, which may be malformed. */
    private static Map<String, Object> only(Map<?, ?> jwk, String... names) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : List.of(names)) {
            Object value = jwk.get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static @Nullable String text(Map<?, ?> jwk, String name) {
        return jwk.get(name) instanceof String text ? text : null;
    }
}
