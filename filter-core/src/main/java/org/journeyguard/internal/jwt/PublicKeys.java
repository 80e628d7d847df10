package org.journeyguard.internal.jwt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usable keys of a JWK Set (RFC 7517, 5).
 *
 * @param keys at least one
 */
record PublicKeys(List<VerificationKey> keys) {
    /** How many keys are tried for a token that names none. */
    static final int TRIED = 5;

    /** Reads the usable keys; empty when there are none or the text is not a JWK Set. */
    static Optional<PublicKeys> read(String json) {
        List<VerificationKey> keys = new ArrayList<>();
        if (JsonObject.read(json).map(set -> set.get("keys")).orElse(null) instanceof Collection<?> many) {
            for (Object each : many) {
                if (each instanceof Map<?, ?> jwk) {
                    VerificationKey.of(jwk).ifPresent(keys::add);
                }
            }
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(new PublicKeys(List.copyOf(keys)));
    }

    /**
     * Returns the keys to try, limited in number.
     *
     * @param keyId null when the token names none
     */
    List<VerificationKey> fitting(String algorithm, @Nullable String keyId) {
        return keys.stream()
                .filter(key -> keyId == null || key.isCalled(keyId))
                .filter(key -> key.fits(algorithm))
                .limit(TRIED)
                .toList();
    }

    /** Whether there is a key with that id, for any algorithm. */
    boolean has(@Nullable String keyId) {
        return keyId != null && keys.stream().anyMatch(key -> key.isCalled(keyId));
    }
}
