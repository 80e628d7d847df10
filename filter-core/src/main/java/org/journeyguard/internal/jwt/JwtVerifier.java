package org.journeyguard.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that AM has signed a JWT (RFC 7519, 7.2; RFC 8725). Returns an outcome for any input, and reads claims only after the signature
 * is verified. Decrypts and verifies on at most half of the processors, in order of arrival; the other half stays free for requests that
 * need neither.
 */
public final class JwtVerifier {
    private final Jwks jwks;
    private final Set<String> algorithms;
    private final Map<String, SignatureCheck> secretChecks;
    private final @Nullable Decryption decryption;
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /**
     * @param algorithms those to accept (RFC 7518, 3.1)
     * @param clientSecret for HMAC algorithms; null when there is none. Tokens are unverifiable if it is too short for their algorithm (RFC
     *     7518, 3.2)
     * @param decryptionKeys our own; null when encrypted tokens are left to AM
     * @throws IllegalArgumentException when an algorithm is not known, or a key can't be used
     */
    public JwtVerifier(
            Jwks jwks, Set<String> algorithms, @Nullable String clientSecret, @Nullable JWKSet decryptionKeys) {
        if (!SignatureAlgorithms.ALL.containsAll(algorithms)) {
            throw new IllegalArgumentException("known are " + SignatureAlgorithms.ALL);
        }
        this.jwks = jwks;
        this.algorithms = Set.copyOf(algorithms);
        this.secretChecks = clientSecret == null ? Map.of() : secretChecks(this.algorithms, clientSecret);
        this.decryption = decryptionKeys == null ? null : new Decryption(decryptionKeys);
    }

    private static Map<String, SignatureCheck> secretChecks(Set<String> algorithms, String clientSecret) {
        Map<String, SignatureCheck> checks = new HashMap<>();
        byte[] secret = clientSecret.getBytes(StandardCharsets.UTF_8);
        SignatureAlgorithms.HMAC.forEach((algorithm, shortest) -> {
            if (algorithms.contains(algorithm) && secret.length >= shortest) {
                try {
                    checks.put(algorithm, SignatureCheck.of(new MACVerifier(secret), algorithm));
                } catch (JOSEException e) {
                    throw new IllegalArgumentException("the client secret can't be used for " + algorithm, e);
                }
            }
        });
        return Map.copyOf(checks);
    }

    public JwtVerification verify(String jwt) {
        CompactForm form = CompactForm.of(jwt);
        if (form instanceof CompactForm.Signed signed) {
            return signed(signed);
        }
        if (form instanceof CompactForm.Encrypted encrypted) {
            return encrypted(encrypted);
        }
        return form instanceof CompactForm.Malformed malformed
                ? new JwtVerification.Refused(malformed.why())
                : new JwtVerification.Unverifiable("no JWT");
    }

    private JwtVerification encrypted(CompactForm.Encrypted jwe) {
        JoseHeader header = JoseHeader.read(jwe.header());
        Optional<String> fault = header.fault();
        if (fault.isPresent()) {
            return new JwtVerification.Refused(fault.get());
        }
        if (decryption == null) {
            return new JwtVerification.Unverifiable("encrypted, and there are no keys to decrypt it");
        }
        Decryption ours = decryption;
        Decryption.Opened opened = computed(() -> ours.open(header, jwe));
        if (opened instanceof Decryption.Closed closed) {
            return closed.answer();
        }
        // anyone can encrypt with a public key: only the signature inside proves that the token is AM's
        return CompactForm.of(((Decryption.Content) opened).text()) instanceof CompactForm.Signed signed
                ? signed(signed)
                : new JwtVerification.Refused("encrypted, but not signed");
    }

    private JwtVerification signed(CompactForm.Signed jws) {
        JoseHeader header = JoseHeader.read(jws.header());
        Optional<String> fault = header.fault();
        if (fault.isPresent()) {
            return new JwtVerification.Refused(fault.get());
        }
        if (!SignatureAlgorithms.ALL.contains(header.algorithm())) {
            return new JwtVerification.Refused("an algorithm that AM does not sign with");
        }
        if (!algorithms.contains(header.algorithm())) {
            return new JwtVerification.Unverifiable(
                    "signed with " + header.algorithm() + ", which is not accepted here");
        }
        byte[] text = jws.signedText().getBytes(StandardCharsets.US_ASCII);
        Base64URL signature = new Base64URL(jws.signature());
        return SignatureAlgorithms.HMAC.containsKey(header.algorithm())
                ? bySecret(header, jws, text, signature)
                : byPublicKey(header, jws, text, signature);
    }

    private JwtVerification bySecret(JoseHeader header, CompactForm.Signed jws, byte[] text, Base64URL signature) {
        SignatureCheck check = secretChecks.get(header.algorithm());
        if (check == null) {
            return new JwtVerification.Unverifiable("no client secret that is long enough for " + header.algorithm());
        }
        return check.isPassedBy(text, signature)
                ? verified(header, jws)
                : new JwtVerification.Refused("a wrong signature");
    }

    private JwtVerification byPublicKey(JoseHeader header, CompactForm.Signed jws, byte[] text, Base64URL signature) {
        Jwks.Found found = jwks.find(header.algorithm(), header.keyId());
        if (found instanceof Jwks.NoAnswer none) {
            return new JwtVerification.NoAnswer(none.outage());
        }
        if (found instanceof Jwks.Keys keys) {
            return computed(() ->
                            keys.keys().stream().anyMatch(key -> key.verifies(header.algorithm(), text, signature)))
                    ? verified(header, jws)
                    : new JwtVerification.Refused("a wrong signature");
        }
        return new JwtVerification.Unverifiable("signed with a key that AM does not show");
    }

    /** Limits concurrent computations. Waiting is short, because they never block and callers are few. */
    private <T> T computed(Supplier<T> work) {
        processors.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }

    private static JwtVerification verified(JoseHeader header, CompactForm.Signed jws) {
        return JsonObject.decode(jws.payload())
                .<JwtVerification>map(
                        claims -> new JwtVerification.Verified(new Claims(claims), header.type(), header.algorithm()))
                .orElseGet(() -> new JwtVerification.Refused("signed, but no claims"));
    }
}
