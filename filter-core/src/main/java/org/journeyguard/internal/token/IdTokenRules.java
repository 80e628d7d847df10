package org.journeyguard.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;

/** Checks whether a JWT from AM is the requested ID token (OpenID Connect Core, 3.1.3.7). Pure: no clock, no I/O. */
final class IdTokenRules {
    private IdTokenRules() {}

    /**
     * The requirements on an ID token.
     *
     * @param issuer exactly as AM's discovery document states it
     * @param clientId ours
     * @param nonce sent with the request; null when there was none, as for a refresh
     * @param accessToken issued with it; null when there is none
     * @param clockSkew by how much AM's clock may differ from ours
     */
    record Expected(
            String issuer,
            String clientId,
            @Nullable String nonce,
            @Nullable String accessToken,
            Duration clockSkew) {
        @Override
        public String toString() {
            return "Expected[issuer=" + issuer + ", clientId=" + clientId + "]";
        }
    }

    /**
     * Returns what is wrong with an ID token; empty when nothing is.
     *
     * @param algorithm of its signature, which determines the hash of the access token
     */
    static Optional<String> fault(Claims claims, String algorithm, Expected expected, Instant now) {
        if (claims.names().contains("tokenName") && !is(claims, "tokenName", "id_token")) {
            return Optional.of("not an ID token");
        }
        if (!is(claims, "iss", expected.issuer())) {
            return Optional.of("from another issuer");
        }
        Set<String> audiences = claims.texts("aud");
        if (!audiences.contains(expected.clientId())) {
            return Optional.of("for another audience");
        }
        boolean isForUs = is(claims, "azp", expected.clientId());
        if (!isForUs && (audiences.size() > 1 || claims.names().contains("azp"))) {
            return Optional.of("for another party");
        }
        if (claims.text("sub").filter(subject -> !subject.isEmpty()).isEmpty()) {
            return Optional.of("without a subject");
        }
        if (expected.nonce() != null && !is(claims, "nonce", expected.nonce())) {
            return Optional.of("with another nonce");
        }
        if (expected.accessToken() != null
                && claims.names().contains("at_hash")
                && !is(claims, "at_hash", hash(expected.accessToken(), algorithm))) {
            return Optional.of("for another access token");
        }
        return faultInTime(claims, expected.clockSkew(), now);
    }

    /**
     * Returns why an ID token from a refresh does not match the previous one (OpenID Connect Core, 12.2); empty when it does.
     *
     * @param before claims of the previous one; {@link Claims#NONE} where there is none
     */
    static Optional<String> faultInSuccession(Claims before, Claims claims) {
        if (before.names().isEmpty()) {
            return Optional.empty();
        }
        for (String name : List.of("iss", "sub", "azp")) {
            if (!claims.text(name).equals(before.text(name))) {
                return Optional.of("with another " + name);
            }
        }
        if (!claims.texts("aud").equals(before.texts("aud"))) {
            return Optional.of("with another aud");
        }
        boolean isOtherNonce =
                claims.names().contains("nonce") && !claims.text("nonce").equals(before.text("nonce"));
        return isOtherNonce ? Optional.of("with another nonce") : Optional.empty();
    }

    private static Optional<String> faultInTime(Claims claims, Duration clockSkew, Instant now) {
        Optional<Instant> end = claims.time("exp");
        if (end.isEmpty() || claims.time("iat").isEmpty()) {
            return Optional.of("without a time");
        }
        return now.isBefore(end.get().plus(clockSkew)) ? Optional.empty() : Optional.of("expired");
    }

    private static boolean is(Claims claims, String name, String value) {
        return claims.text(name).equals(Optional.of(value));
    }

    /** Returns the left half of the hash that belongs to the signature's algorithm (OpenID Connect Core, 3.1.3.6). */
    private static String hash(String accessToken, String algorithm) {
        try {
            byte[] hash = MessageDigest.getInstance(hashOf(algorithm))
                    .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }

    /** Ed25519 hashes with SHA-512 (RFC 8032, 5.1). */
    private static String hashOf(String algorithm) {
        if (algorithm.endsWith("256")) {
            return "SHA-256";
        }
        return algorithm.endsWith("384") ? "SHA-384" : "SHA-512";
    }
}
