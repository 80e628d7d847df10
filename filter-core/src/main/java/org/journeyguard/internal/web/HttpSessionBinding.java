package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * Binds the HttpSession to tenant, realm and user. Whoever arrives with somebody else's JSESSIONID finds a new, empty session; its id
 * changes at each sign-in, unless the same user has opened WebSockets in it, because Tomcat finds those by the id that they were opened
 * under. Attributes are texts, so that any container can keep or replicate them. Parallel requests may end a session at any moment,
 * which counts as there being none.
 *
 * <p>A JSESSIONID proves nothing: it stands in addresses and logs. So a request without the session that the HttpSession was last
 * seen with ends neither that session nor its tokens. They end when the same user has begun another session in its place, or by the
 * word of AM, which is asked whether the session is over. The HttpSession itself does end where the request proceeds as another
 * user or as nobody, because the container would show it to the application.
 */
final class HttpSessionBinding {
    private static final String OWNER = "org.journeyguard.owner";
    /** The session or access token last seen with the session, as digest: the same one needs no question to AM. */
    private static final String TOKEN = "org.journeyguard.token";
    /** That session's SSO token, sealed, so that AM can be asked about it. */
    private static final String SSO_TOKEN = "org.journeyguard.sso-token";

    /** Stands after the tenant's name, which is without. */
    private static final char BAR = '|';

    private HttpSessionBinding() {}

    /** Once it is known who the user is: another user's session ends, an unowned one becomes the user's under a new id. */
    static void enforce(HttpServletRequest request, AuthenticatedUser user, WebGuard runtime) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        try {
            Object owner = session.getAttribute(OWNER);
            boolean isOwners = owner(user, runtime).equals(owner);
            boolean isSameToken = key(user.credential(), runtime).equals(session.getAttribute(TOKEN));
            boolean hasSockets =
                    isOwners && !isSameToken && runtime.connections().rebound(session, user);
            if (!isSameToken && user.account().isSession()) {
                leave(session, isOwners, true, runtime);
            }
            if (owner != null && !isOwners) {
                invalidate(session, runtime);
            } else if (owner == null || !isSameToken) {
                if (!hasSockets) {
                    request.changeSessionId();
                }
                bind(session, user, runtime);
            }
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    /** AM has refused what a request presents: the session that its HttpSession was last seen with may be over too. */
    static void refused(HttpServletRequest request, Credential presented, WebGuard runtime) {
        HttpSession session = request.getSession(false);
        if (session != null && !isFree(session) && !isSameToken(session, presented, runtime)) {
            leave(session, false, false, runtime);
        }
    }

    /**
     * A request comes without the session that its HttpSession was last seen with.
     *
     * @param isReplaced whether the same user has begun another in its place, so that it ends; otherwise AM is asked whether it is over
     * @param isLast whether the HttpSession ends, or belongs to another session from now on
     */
    private static void leave(HttpSession session, boolean isReplaced, boolean isLast, WebGuard runtime) {
        try {
            if (session.getAttribute(TOKEN) instanceof String token && isOf(runtime, token)) {
                if (isReplaced) {
                    runtime.guard().replaced(digest(token));
                } else if (session.getAttribute(SSO_TOKEN) instanceof String sealed) {
                    runtime.guard().formerSessions().check(digest(token), sealed, isLast);
                }
            }
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    /** Before anybody knows who it is: somebody's session may be there only for the very token that it was last seen with. */
    static void enforceUnasked(HttpServletRequest request, RequestContext context) {
        HttpSession session = request.getSession(false);
        if (session == null
                || isFree(session)
                || isAnotherTenants(session, context.runtime())
                || isSameToken(session, context.credential(), context.runtime())) {
            return;
        }
        // confirms and enforces, where there is somebody to confirm
        boolean isSilent = context.currentUser() == null && context.isUndecided();
        if (context.confirmedUser() == null && !isSilent) {
            end(session, null, context.runtime());
        }
    }

    /**
     * AM's session that the HttpSession of a request was last seen with.
     *
     * @return null where there is none, or another node has sealed it
     */
    static @Nullable SsoToken former(HttpServletRequest request, WebGuard runtime) {
        HttpSession session = request.getSession(false);
        try {
            return session != null
                            && session.getAttribute(TOKEN) instanceof String token
                            && isOf(runtime, token)
                            && session.getAttribute(SSO_TOKEN) instanceof String sealed
                    ? runtime.guard()
                            .formerSessions()
                            .open(digest(token), sealed)
                            .orElse(null)
                    : null;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static TokenDigest digest(String token) {
        return TokenDigest.parse(token.substring(token.lastIndexOf(BAR) + 1));
    }

    /** What the application may see of the session. */
    static @Nullable HttpSession see(HttpServletRequest request, RequestContext context, boolean create) {
        HttpSession session = request.getSession(false);
        AuthenticatedUser user = context.confirmedUser();
        if (session != null && user != null) {
            enforce(request, user, context.runtime());
            session = request.getSession(false);
        } else if (session != null
                && !isFree(session)
                && !isSameToken(session, context.credential(), context.runtime())) {
            if (!create) {
                return null;
            }
            // it can't be shown, and must not be ended, because it may well be this user's
            throw context.isUndecided()
                    ? new Unavailable("AM does not say whose HttpSession this is", Outage.SOON)
                    : new IllegalStateException("The HttpSession belongs to a user who is not confirmed");
        }
        if (session == null && create) {
            session = request.getSession(true);
            if (user != null) {
                bind(session, user, context.runtime());
            }
        }
        return session;
    }

    private static boolean isFree(HttpSession session) {
        try {
            return session.getAttribute(OWNER) == null;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static boolean isSameToken(HttpSession session, @Nullable Credential token, WebGuard runtime) {
        try {
            return token != null && key(token, runtime).equals(session.getAttribute(TOKEN));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** It is hidden, but lives on: its user comes back to where it is his. */
    private static boolean isAnotherTenants(HttpSession session, WebGuard runtime) {
        try {
            return session.getAttribute(OWNER) instanceof String owner && !isOf(runtime, owner);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean isOf(WebGuard runtime, String attribute) {
        return attribute.startsWith(runtime.tenant() + BAR);
    }

    private static void bind(HttpSession session, AuthenticatedUser user, WebGuard runtime) {
        session.setAttribute(OWNER, owner(user, runtime));
        session.setAttribute(TOKEN, key(user.credential(), runtime));
        if (user.credential() instanceof SsoToken token) {
            session.setAttribute(SSO_TOKEN, runtime.guard().formerSessions().seal(token));
        }
    }

    private static String owner(AuthenticatedUser user, WebGuard runtime) {
        return runtime.tenant() + BAR + user.account().identity().owner();
    }

    /** Returns whether the HttpSession has ended. */
    static boolean isOver(HttpSession session) {
        try {
            return session.getCreationTime() < 0;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /**
     * Ends the HttpSession. AM is asked whether the session is over that it was last seen with.
     *
     * @param leaving what ends with it in any case; null for nothing
     */
    static void end(HttpSession session, @Nullable Credential leaving, WebGuard runtime) {
        if (!isSameToken(session, leaving, runtime)) {
            leave(session, false, true, runtime);
        }
        try {
            invalidate(session, runtime);
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    /** Ends the HttpSession, after the application has been told of the WebSockets that end with it. */
    private static void invalidate(HttpSession session, WebGuard runtime) {
        runtime.connections().ends(session);
        session.invalidate();
    }

    /** Of the very token, because nobody is asked about it; the session's digest stands last, where that is another. */
    private static String key(Credential token, WebGuard runtime) {
        String key = runtime.tenant() + BAR + token.fingerprint();
        return token.digest().equals(token.fingerprint()) ? key : key + BAR + token.digest();
    }
}
