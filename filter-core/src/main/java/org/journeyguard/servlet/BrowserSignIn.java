package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.journeyguard.JourneyException;
import org.journeyguard.Session;
import org.journeyguard.internal.web.BrowserSession;

/** Signs a browser in with a session that a {@link org.journeyguard.journey.JourneyClient} has begun. */
public final class BrowserSignIn {
    private BrowserSignIn() {}

    /**
     * Makes a session the browser's. With {@code journey.login=am} the response sets AM's cookie, for AM's domain if the application's host is
     * in it, otherwise for this host alone. With {@code journey.login=oidc} a session of the application's own begins, with tokens that AM
     * issues for the session, and the response sets its cookie. The HttpSession gets a new id, or ends if it is another user's.
     *
     * <p>The request itself stays as it was: send the browser on with a redirect. Protect the page against requests from other sites, as
     * any sign-in page.
     *
     * @param response not committed
     * @param session of {@link org.journeyguard.journey.JourneyStep.Success#session()}
     * @throws IllegalStateException if the request did not come through the filter, or the response is committed
     * @throws JourneyException if AM does not answer, or does not honour the session here; nothing has changed then
     */
    public static void signIn(HttpServletRequest request, HttpServletResponse response, Session session) {
        BrowserSession.begin(request, response, session);
    }
}
