package org.journeyguard.internal.web;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.Guard;

/** Signs out the user of a request: ends the confirmed user's session, or else the one that the request or its HttpSession names. */
final class RequestLogout {
    private final RequestContext context;
    private final RequestUser user;
    private final WebGuard webGuard;

    RequestLogout(RequestContext context, RequestUser user) {
        this.context = context;
        this.user = user;
        this.webGuard = context.webGuard();
    }

    /**
     * Ends the session of this request and, while the request lives, its HttpSession and cookies.
     *
     * @param everywhere whether all other sessions of the user end as well
     */
    LogoutReport run(boolean everywhere) {
        LogoutReport report = report(everywhere);
        webGuard.guard().loggedOut(report);
        if (context.isActive()
                && !context.response().isCommitted()
                && !context.facts().isByBearer()) {
            webGuard.cookies().expireSession(context.response());
        }
        return report;
    }

    private LogoutReport report(boolean everywhere) {
        AuthenticatedUser known = user.confirmed();
        if (known != null) {
            Credential credential = known.credential();
            return of(Set.of(credential), everywhere, () -> user.end(credential), "");
        }
        PresentedCredential presented = context.isActive() ? context.facts().presented() : PresentedCredential.NOTHING;
        SsoToken former = context.isActive() && presented == PresentedCredential.NOTHING
                ? HttpSessionBinding.former(context.request(), webGuard)
                : null;
        return former != null
                ? webGuard.guard().logout().endFormer(former, () -> user.end(former))
                : of(
                        presented.credentials(),
                        everywhere,
                        () -> user.end(presented.credential()),
                        presented instanceof PresentedCredential.CookieNameUnknown unknown
                                ? unknown.outage().what()
                                : "");
    }

    /** @param unreadable why the request may have a session although no credential could be read; empty if it has none */
    private LogoutReport of(
            Set<? extends Credential> credentials, boolean everywhere, Runnable here, String unreadable) {
        Guard guard = webGuard.guard();
        Optional<LogoutReport> report = credentials.isEmpty()
                ? Optional.empty()
                : guard.authenticators().logout(credentials, everywhere, here);
        return report.orElseGet(() -> guard.logout().endNothing(here, unreadable));
    }
}
