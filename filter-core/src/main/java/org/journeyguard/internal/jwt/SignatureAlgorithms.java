package org.journeyguard.internal.jwt;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signature algorithms that AM knows (RFC 7518, 3.1; RFC 8037, 3.1; RFC 9864, 2.2), by the keys they need. */
final class SignatureAlgorithms {
    /** The minimum length of the secret in bytes, by algorithm (RFC 7518, 3.2). */
    static final Map<String, Integer> HMAC = Map.of("HS256", 32, "HS384", 48, "HS512", 64);

    static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    /** The algorithm of each curve. */
    static final Map<String, String> EC = Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");

    /** Two names for one algorithm. */
    static final Set<String> ED25519 = Set.of("EdDSA", "Ed25519");

    /** All algorithms that AM may sign with. */
    static final Set<String> ALL = Stream.of(HMAC.keySet(), RSA, EC.values(), ED25519)
            .flatMap(names -> names.stream())
            .collect(Collectors.toUnmodifiableSet());

    private SignatureAlgorithms() {}
}
