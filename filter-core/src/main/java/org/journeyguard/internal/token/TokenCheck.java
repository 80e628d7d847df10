package org.journeyguard.internal.token;

import java.time.Clock;
import java.util.Optional;
import org.journeyguard.internal.am.oauth.Introspection;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.store.TokenSet;

/** Asks AM whether an access token without a stated expiry is still active. */
public record TokenCheck(OAuthApi am, Clock clock) {

    /** Returns the set, updated from AM's answer; empty if the token is not active. A refusal or an outage confirms nothing. */
    AmResult<Optional<TokenSet>> alive(TokenSet tokens, Deadline deadline) {
        return am.introspect(tokens.token().accessToken(), Priority.CONFIRMED, deadline)
                .map(Introspection::claims)
                .map(claims -> claims.flag("active").orElse(false)
                        ? Optional.of(tokens.checked(
                                clock.instant(), claims.time("exp").orElse(null)))
                        : Optional.empty());
    }
}
