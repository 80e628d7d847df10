package org.journeyguard.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of tokens to be issued.
 *
 * @param clientId of the client to which they are issued
 * @param scope of the access token
 * @param claims additional claims of access and ID tokens, in JWTs and in introspection responses; they replace AM's claims of the same
 *     name; PingAM has {@code aud} only in JWTs
 * @param lifetime of the access token, negative for one that has expired; null for the client's
 */
public record TokenSpec(
        String clientId,
        List<String> scope,
        Map<String, Object> claims,
        @Nullable Duration lifetime) {

    /** Returns the properties of the client's default tokens. */
    public static TokenSpec of(String clientId, String... scope) {
        return new TokenSpec(clientId, List.of(scope), Map.of(), null);
    }

    FakeClient appliedTo(FakeClient client) {
        return lifetime == null
                ? client
                : client.living(lifetime, client.lifetimes().refresh());
    }
}
