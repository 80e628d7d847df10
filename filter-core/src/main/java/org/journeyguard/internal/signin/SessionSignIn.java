package org.journeyguard.internal.signin;

import java.time.Clock;
import java.time.Instant;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.CodeTokens;

/** Starts sessions of the application's own for users who have a session at AM, without sending their browsers there. */
public final class SessionSignIn {
    private final CodeGrant codes;
    private final AppSessions sessions;
    private final Clock clock;

    /**
     * @param codes gets codes and tokens with AM's session
     * @param sessions that are started
     */
    public SessionSignIn(CodeGrant codes, AppSessions sessions, Clock clock) {
        this.codes = codes;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A session that has started.
     *
     * @param session of the application's own
     * @param identity of its user
     */
    public record Started(AppSession session, AppIdentity identity) {}

    /**
     * Starts a session.
     *
     * @throws JourneyException if AM gives no tokens, or there are too many sessions; nothing has started then
     */
    public Started start(SsoToken atAm) {
        Instant departedAt = clock.instant();
        CodeTokens got = codes.signIn(atAm).orElseThrow();
        try {
            AppIdentity identity = codes.identity(got.idToken())
                    .orElseThrow(
                            () -> new AuthenticationRequired("The ID token has no user name or is of another realm"));
            AppSession session = AppSession.make();
            return switch (sessions.begin(session, got.tokens(), identity, departedAt)) {
                case BEGUN -> new Started(session, identity);
                case FULL -> throw new Unavailable("There are too many sessions", SignInCompletion.LATER);
                case SIGNED_OUT -> throw new AuthenticationRequired("The user has signed out meanwhile");
            };
        } catch (JourneyException e) {
            codes.discard(got.tokens());
            throw e;
        }
    }
}
