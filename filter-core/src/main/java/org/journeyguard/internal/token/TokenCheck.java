package org.journeyguard.internal.token;

import java.time.Clock;
import org.journeyguard.internal.am.oauth.Introspection;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/** Asks AM whether an access token without a stated expiry is still active. */
public record TokenCheck(OAuthApi am, Clock clock) {

    /**
     * Returns the set, updated from AM's answer.
     *
     * @return null when the token is not active; the set, only marked as checked, when AM does not say
     */
    @Nullable
    TokenSet alive(TokenSet tokens, Deadline deadline) {
        AmResult<Introspection> answer = am.introspect(tokens.token().accessToken(), Priority.CONFIRMED, deadline);
        if (!(answer instanceof AmResult.Value<Introspection> given)) {
            return tokens.checked(clock.instant(), null);
        }
        return given.value().claims().flag("active").orElse(false)
                ? tokens.checked(
                        clock.instant(), given.value().claims().time("exp").orElse(null))
                : null;
    }
}
