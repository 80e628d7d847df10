package org.journeyguard.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tokens should be like.
 *
 * @param clientId of the client that gets them
 * @param scope of the access token
 * @param claims what access and ID tokens say, in their JWTs and in introspection, beside what AM says; the same name replaces AM's;
 *     PingAM states {@code aud} in JWTs only
 * @param lifetime of the access token, negative for one that has expired; null for the client's
 */
public record TokenWish(
        String clientId,
        List<String> scope,
        Map<String, Object> claims,
        @Nullable Duration lifetime) {

    /** The client's usual tokens. */
    public static TokenWish of(String clientId, String... scope) {
        return new TokenWish(clientId, List.of(scope), Map.of(), null);
    }

    FakeClient appliedTo(FakeClient client) {
        return lifetime == null
                ? client
                : client.living(lifetime, client.lifetimes().refresh());
    }
}
