package org.journeyguard.am;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint issues (RFC 6749, 5.1). {@code toString()} shows no secret.
 *
 * @param accessToken a secret
 * @param refreshToken a secret; null when there is none
 * @param idToken a secret; null when there is none
 * @param type usually {@code Bearer}
 * @param scope null when it is what was asked for
 * @param expiresIn how long the access token lives; null when AM does not tell
 */
public record IssuedTokens(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        String type,
        @Nullable Set<String> scope,
        @Nullable Duration expiresIn) {
    @Override
    public String toString() {
        return "IssuedTokens(secret)";
    }
}
