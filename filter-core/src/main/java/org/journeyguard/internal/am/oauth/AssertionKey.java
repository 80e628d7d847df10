package org.journeyguard.internal.am.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/** A private key that signs assertions about who this application is (RFC 7523). {@code toString()} shows no secret. */
public final class AssertionKey {
    /** Advanced Identity Cloud takes assertions that live for three minutes at most. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final List<JWSAlgorithm> RSA = List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);
    private static final Map<Curve, JWSAlgorithm> EC =
            Map.of(Curve.P_256, JWSAlgorithm.ES256, Curve.P_384, JWSAlgorithm.ES384, Curve.P_521, JWSAlgorithm.ES512);

    private final JWSHeader header;
    private final JWSSigner signer;

    private AssertionKey(JWSHeader header, JWSSigner signer) {
        this.header = header;
        this.signer = signer;
    }

    /**
     * Reads a key from a file, and reports any fault.
     *
     * @param key names the file
     * @param algorithm null for the key's own
     * @return null if no file is set, or if it holds no such key
     */
    public static @Nullable AssertionKey read(Settings settings, Key<?> key, @Nullable String algorithm) {
        String file = settings.optional(key);
        if (file == null) {
            return null;
        }
        try {
            return parse(Files.readString(Path.of(file)), algorithm);
        } catch (IOException | InvalidPathException e) {
            settings.mistake(key, "is '" + file + "', which can't be read");
        } catch (IllegalArgumentException e) {
            settings.mistake(key, "is '" + file + "', which " + e.getMessage());
        }
        return null;
    }

    /**
     * Reads the one private key of a JWK or JWK set (RFC 7517).
     *
     * @param text JSON
     * @param algorithm of the signatures (RFC 7518, 3.1); null for the {@code alg} of the key, or else {@code RS256} or the one of the
     *     key's curve
     * @throws IllegalArgumentException when there is no such key; the message says why, in words that follow "which", and has no secret
     */
    public static AssertionKey parse(String text, @Nullable String algorithm) {
        List<JWK> keys = keys(text).stream()
                .filter(JWK::isPrivate)
                .filter(key -> key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "holds " + (keys.isEmpty() ? "no" : "more than one") + " private key to sign with");
        }
        JWK key = keys.get(0);
        String named = algorithm != null || key.getAlgorithm() == null
                ? algorithm
                : key.getAlgorithm().getName();
        JWSHeader header =
                new JWSHeader.Builder(fitting(key, named)).keyID(key.getKeyID()).build();
        try {
            return new AssertionKey(
                    header, key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key));
        } catch (JOSEException | IllegalArgumentException e) {
            throw new IllegalArgumentException("holds a key that can't sign (" + e.getMessage() + ")", e);
        }
    }

    private static List<JWK> keys(String text) {
        try {
            return JWKSet.parse(text).getKeys();
        } catch (ParseException notASet) {
            try {
                return List.of(JWK.parse(text));
            } catch (ParseException e) {
                // what the parser says may quote the key
                throw new IllegalArgumentException("holds neither a JWK nor a JWK set");
            }
        }
    }

    private static JWSAlgorithm fitting(JWK key, @Nullable String named) {
        List<JWSAlgorithm> possible = key instanceof RSAKey
                ? RSA
                : key instanceof ECKey ec && EC.containsKey(ec.getCurve()) ? List.of(EC.get(ec.getCurve())) : List.of();
        return possible.stream()
                .filter(each -> named == null || each.getName().equals(named))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("holds a key of the type " + key.getKeyType()
                        + ", which can't sign" + (named == null ? "" : " with " + named)
                        + (possible.isEmpty()
                                ? "; RSA keys and those of P-256, P-384 and P-521 can"
                                : ", but with " + possible)));
    }

    /** Returns whether the key has a name ({@code kid}), by which AM finds the public one. */
    public boolean hasKeyId() {
        return header.getKeyID() != null;
    }

    /**
     * Signs a new assertion (RFC 7523, 3), which is valid for two minutes.
     *
     * @param issuer also its subject
     * @param audience the token endpoint, as AM names it
     */
    public String assertion(String issuer, String audience, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(issuer)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was fit to sign does not", e);
        }
        return jwt.serialize();
    }

    @Override
    public String toString() {
        return "AssertionKey(" + header.getAlgorithm() + ", " + header.getKeyID() + ")";
    }
}
