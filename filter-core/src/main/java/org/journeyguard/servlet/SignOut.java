package org.journeyguard.servlet;

import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.credential.Presented;
import org.journeyguard.login.AppSessions;
import org.journeyguard.login.CodeLogin;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.token.Bearers;
import org.jspecify.annotations.Nullable;

/** What a logout has to end: what the user is known by, else what the request presents. */
final class SignOut {
    private SignOut() {}

    /**
     * @param leaving null when nobody is signed in
     * @param presented by the request
     * @param everywhere whether all sessions of the user end
     * @param here ends what hangs on the request
     */
    static LogoutReport of(
            JourneyRuntime runtime,
            @Nullable GuardedUser leaving,
            Presented presented,
            boolean everywhere,
            Runnable here) {
        LogoutFlow logout = runtime.logout();
        CodeLogin login = runtime.login();
        AppSessions appSessions = login == null ? null : login.sessions();
        if (login != null && leaving instanceof AppUser app) {
            return logout.end(Set.of(app.credential()), login.sessions(), everywhere, here);
        }
        if (leaving instanceof SessionUser session) {
            return logout.end(Set.of(session.credential()), everywhere, here);
        }
        if (leaving instanceof BearerUser bearer) {
            return logout.end(bearer.credential(), bearer.bearers(), appSessions, everywhere, here);
        }
        Bearers bearers = runtime.bearers();
        if (presented instanceof Presented.Bearer bearer && bearers != null) {
            return logout.end(bearer.token(), bearers, appSessions, everywhere, here);
        }
        if (login != null && presented instanceof Presented.Own own) {
            return logout.end(Set.of(own.session()), login.sessions(), everywhere, here);
        }
        if (login != null && presented instanceof Presented.OwnContradiction contradiction) {
            return logout.end(contradiction.sessions(), login.sessions(), everywhere, here);
        }
        if (presented instanceof Presented.One one) {
            return logout.end(Set.of(one.token()), everywhere, here);
        }
        if (presented instanceof Presented.Contradiction contradiction) {
            return logout.end(contradiction.tokens(), everywhere, here);
        }
        return logout.endNothing(here, presented instanceof Presented.Unreadable unreadable ? unreadable.why() : "");
    }
}
