package org.journeyguard.internal.appsession;

import java.time.Duration;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.store.TokenSet;

/**
 * What remains of an app session that was ended here. {@code toString()} shows no secret.
 *
 * @param identity of its user
 * @param idToken from its start
 * @param tokens its last tokens; empty if they were revoked
 * @param worthRetryingFor how long its tokens could still be valid
 */
public record EndedAppSession(
        AppIdentity identity, Optional<String> idToken, Optional<TokenSet> tokens, Duration worthRetryingFor) {

    /** Returns a snapshot of the user. */
    public LogoutContext context(boolean everywhere) {
        return new LogoutContext(
                identity.name(), identity.realm(), Optional.empty(), tokens.map(TokenSet::token), everywhere);
    }

    @Override
    public String toString() {
        return "EndedAppSession(" + identity.name() + ")";
    }
}
