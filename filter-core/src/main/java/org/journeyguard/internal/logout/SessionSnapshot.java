package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.session.AmSession;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a session just before it ends. {@code toString()} shows no secret.
 *
 * @param token its SSO token
 * @param identity of its user; null if AM has not confirmed it here
 * @param left how long it could still live; null if unknown
 * @param successUrl if AM has sent one
 * @param tokens that belong to it; null if there are none
 */
record SessionSnapshot(
        SsoToken token,
        @Nullable SsoIdentity identity,
        @Nullable Duration left,
        Optional<String> successUrl,
        @Nullable TokenSet tokens) {

    /** Takes a snapshot before anything has ended; does not look up tokens. */
    static SessionSnapshot of(SsoToken token, SessionValidator sessions) {
        return new SessionSnapshot(
                token,
                sessions.identity(token),
                sessions.known(token),
                sessions.details().knownSuccessUrl(token),
                null);
    }

    /**
     * Returns a copy with its tokens, which must be taken after the session is marked as ended: otherwise more could be obtained in
     * between.
     */
    SessionSnapshot with(@Nullable TokenSet taken) {
        return new SessionSnapshot(token, identity, left, successUrl, taken);
    }

    /** Returns how long its tokens could still be valid. */
    Duration worthRetryingFor() {
        return SessionRules.untilExpiredAtAm(left);
    }

    /** Returns a snapshot of the user; empty if the user is unknown. */
    Optional<LogoutContext> context(boolean everywhere) {
        return Optional.ofNullable(identity)
                .map(known -> new LogoutContext(
                        known.name(),
                        known.realm(),
                        Optional.of(new AmSession(token, known, () -> successUrl)),
                        Optional.ofNullable(tokens).map(TokenSet::token),
                        everywhere));
    }

    @Override
    public String toString() {
        return "Leaving(" + (identity == null ? "unknown" : identity.name()) + ")";
    }
}
