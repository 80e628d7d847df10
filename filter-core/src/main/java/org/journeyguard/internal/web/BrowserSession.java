package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.Session;
import org.journeyguard.internal.am.session.ServerInfo;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.guard.Guard;
import org.journeyguard.internal.signin.SessionSignIn;

/** Makes a session that a journey has begun the session of the browser that sent a request. */
public final class BrowserSession {
    private final RequestContext context;
    private final HttpServletResponse response;
    private final Guard guard;

    private BrowserSession(RequestContext context, HttpServletResponse response) {
        this.context = context;
        this.response = response;
        this.guard = context.webGuard().guard();
    }

    /** Does what {@link org.journeyguard.servlet.BrowserSignIn#signIn} describes. */
    public static void begin(HttpServletRequest request, HttpServletResponse response, Session session) {
        RequestContext context = RequestContext.of(request)
                .orElseThrow(() -> new IllegalStateException(
                        "The request did not come through JourneyGuard's filter; map the filter to this path"));
        if (response.isCommitted()) {
            throw new IllegalStateException(
                    "The response is committed, so no cookie can be set; sign the browser in before you write to the response");
        }
        if (!SsoToken.isWellFormed(session.value())) {
            throw new AuthenticationRequired("This is not a session of AM");
        }
        begin(context, response, session);
    }

    /** Makes a session the browser's; fails as {@link org.journeyguard.servlet.BrowserSignIn#signIn} describes. */
    static void begin(RequestContext context, HttpServletResponse response, Session session) {
        new BrowserSession(context, response).begin(session);
    }

    private void begin(Session session) {
        SsoToken token = new SsoToken(session.value());
        Account account =
                guard.login().map(flow -> ownSession(flow, token)).orElseGet(() -> sessionOfAm(session, token));
        HttpSessionBinding.enforce(context.request(), context.userOf(account), context.webGuard());
        // last, so that WebSockets of the former session do not end with it
        guard.login().ifPresent(this::leave);
    }

    private Account ownSession(CodeFlowServices flow, SsoToken token) {
        SessionSignIn.Started started = flow.sessionSignIns().start(token);
        guard.observers().signedIn(started.identity().name(), SignedIn.By.CODE);
        context.webGuard().cookies().begin(response, started.session());
        return guard.authenticators().account(started.session(), started.identity());
    }

    private void leave(CodeFlowServices flow) {
        for (Credential former : context.facts().presented().credentials()) {
            if (former instanceof AppSession own) {
                flow.sessions().over(own);
            }
        }
    }

    private Account sessionOfAm(Session session, SsoToken token) {
        AuthenticatedUser user = (AuthenticatedUser) guard.journeys().user(session);
        context.webGuard().cookies().begin(response, token, domains(token));
        return user.account();
    }

    /** AM's domains; empty for host-only cookies, and if AM does not state them. */
    private List<String> domains(SsoToken token) {
        return guard.am()
                .serverInfo(token, guard.cookieName().get())
                .fold(ServerInfo::domains, outage -> guard.cookieName().domains());
    }
}
