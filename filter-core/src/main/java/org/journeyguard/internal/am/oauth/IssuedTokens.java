package org.journeyguard.internal.am.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.credential.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The tokens in a token response (RFC 6749, 5.1). {@code toString()} shows no secret.
 *
 * @param accessToken a secret
 * @param refreshToken a secret; null when there is none
 * @param idToken a secret; null when there is none
 * @param type usually {@code Bearer}
 * @param scope null when it is the one of the request
 * @param expiresIn how long the access token lives; null when AM does not say
 */
public record IssuedTokens(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        String type,
        @Nullable Set<String> scope,
        @Nullable Duration expiresIn) {

    /** Reads a token response; null when it has no access token. */
    static @Nullable IssuedTokens read(Map<?, ?> members) {
        if (!(members.get("access_token") instanceof String access) || access.isEmpty()) {
            return null;
        }
        return new IssuedTokens(
                access,
                OAuthResponses.text(members, "refresh_token"),
                OAuthResponses.text(members, "id_token"),
                members.get("token_type") instanceof String type ? type : "Bearer",
                members.get("scope") instanceof String scope ? Scope.parse(scope) : null,
                members.get("expires_in") instanceof Number seconds && seconds.longValue() >= 0
                        ? Duration.ofSeconds(seconds.longValue())
                        : null);
    }

    @Override
    public String toString() {
        return "IssuedTokens(secret)";
    }
}
