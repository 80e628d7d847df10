package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.servlet.FormerSessionKeys;
import org.jspecify.annotations.Nullable;

/**
 * Binds the HttpSession to tenant, realm and user. A request with another user's JSESSIONID gets a new, empty session. Its id changes at
 * each sign-in, unless the same user has opened WebSockets in it, because Tomcat finds those by the id under which they were opened.
 * Attributes are strings, so that any container can store or replicate them. Parallel requests may end a session at any moment; it is then
 * treated as absent.
 *
 * <p>A JSESSIONID proves nothing: it appears in URLs and logs. So a request without the session that the HttpSession was last seen with
 * ends neither that session nor its tokens. They end when the same user has begun another session in its place, or when AM, which the
 * filter asks, says that the session is over. The HttpSession itself does end when the request proceeds as another user or without one,
 * because the container would show it to the application.
 */
final class HttpSessionBinding {
    private static final String OWNER = "org.journeyguard.owner";
    /** Digest of the session or access token last seen with the HttpSession: the same one is accepted without asking AM. */
    private static final String TOKEN = "org.journeyguard.token";
    /** That session's SSO token, sealed, so that AM can be asked about it. */
    private static final String SSO_TOKEN = "org.journeyguard.sso-token";

    /** Separates the tenant's name, which does not contain it, from the rest. */
    private static final char BAR = '|';

    private HttpSessionBinding() {}

    /** Enforces the binding once the user is known: another user's session ends, an unowned one becomes the user's under a new id. */
    static void enforce(HttpServletRequest request, AuthenticatedUser user, WebGuard webGuard) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        try {
            Object owner = session.getAttribute(OWNER);
            boolean isSameOwner = owner(user, webGuard).equals(owner);
            String key = key(user.credential(), webGuard);
            boolean isSameToken = key.equals(session.getAttribute(TOKEN));
            if (isSameOwner && !isSameToken && isReplaced(session, key, user, webGuard)) {
                // a late request must not end the session that has replaced its own
                return;
            }
            boolean hasSockets =
                    isSameOwner && !isSameToken && webGuard.connections().rebound(session, user);
            if (!isSameToken && user.account().isSession()) {
                leave(session, isSameOwner, true, webGuard);
            }
            if (owner != null && !isSameOwner) {
                invalidate(session, webGuard);
            } else if (owner == null || !isSameToken) {
                if (!hasSockets) {
                    request.changeSessionId();
                }
                if (session.getAttribute(TOKEN) instanceof String former
                        && user.account().isSession()) {
                    FormerSessionKeys.add(session, former);
                }
                bind(session, user, webGuard);
            }
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    private static boolean isReplaced(HttpSession session, String key, AuthenticatedUser user, WebGuard webGuard) {
        return FormerSessionKeys.has(session, key) || webGuard.guard().isEnded(user.credential());
    }

    /** AM has refused the request's credential: checks the session that its HttpSession was last seen with, which may be over too. */
    static void refused(HttpServletRequest request, Credential presented, WebGuard webGuard) {
        HttpSession session = request.getSession(false);
        if (session != null && !isFree(session) && !isSameToken(session, presented, webGuard)) {
            leave(session, false, false, webGuard);
        }
    }

    /**
     * Handles a request without the session that its HttpSession was last seen with.
     *
     * @param isReplaced whether the same user has begun another in its place, so that it ends; otherwise AM is asked whether it is over
     * @param isLast whether the HttpSession ends, or belongs to another session from now on
     */
    private static void leave(HttpSession session, boolean isReplaced, boolean isLast, WebGuard webGuard) {
        try {
            if (session.getAttribute(TOKEN) instanceof String token && isOf(webGuard, token)) {
                if (isReplaced) {
                    webGuard.guard().replaced(digest(token));
                } else if (session.getAttribute(SSO_TOKEN) instanceof String sealed) {
                    webGuard.guard().formerSessions().check(digest(token), sealed, isLast);
                }
            }
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    /** Enforces the binding before the user is known: a session with an owner is available only to the token that it was last seen with. */
    static void enforceLazily(HttpServletRequest request, RequestContext context) {
        HttpSession session = request.getSession(false);
        if (session == null
                || isFree(session)
                || isAnotherTenants(session, context.webGuard())
                || isSameToken(session, context.credential(), context.webGuard())) {
            return;
        }
        // asks AM, and enforces the binding if there is a user
        boolean isUndecided = context.currentUser() == null && context.isUndecided();
        if (context.confirmedUser() == null && !isUndecided) {
            end(session, null, context.webGuard());
        }
    }

    /**
     * Returns AM's session that the HttpSession of a request was last seen with.
     *
     * @return null when there is none, or another node has sealed it
     */
    static @Nullable SsoToken former(HttpServletRequest request, WebGuard webGuard) {
        HttpSession session = request.getSession(false);
        try {
            return session != null
                            && session.getAttribute(TOKEN) instanceof String token
                            && isOf(webGuard, token)
                            && session.getAttribute(SSO_TOKEN) instanceof String sealed
                    ? webGuard.guard()
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

    /** Returns the session that the application may see. */
    static @Nullable HttpSession see(HttpServletRequest request, RequestContext context, boolean create) {
        HttpSession session = request.getSession(false);
        AuthenticatedUser user = context.confirmedUser();
        if (session != null && user != null) {
            enforce(request, user, context.webGuard());
            session = request.getSession(false);
        } else if (session != null
                && !isFree(session)
                && !isSameToken(session, context.credential(), context.webGuard())) {
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
                bind(session, user, context.webGuard());
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

    private static boolean isSameToken(HttpSession session, @Nullable Credential token, WebGuard webGuard) {
        try {
            return token != null && key(token, webGuard).equals(session.getAttribute(TOKEN));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Whether the session belongs to another tenant. It is hidden but not ended: its user may return to that tenant. */
    private static boolean isAnotherTenants(HttpSession session, WebGuard webGuard) {
        try {
            return session.getAttribute(OWNER) instanceof String owner && !isOf(webGuard, owner);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean isOf(WebGuard webGuard, String attribute) {
        return attribute.startsWith(webGuard.tenant() + BAR);
    }

    private static void bind(HttpSession session, AuthenticatedUser user, WebGuard webGuard) {
        session.setAttribute(OWNER, owner(user, webGuard));
        session.setAttribute(TOKEN, key(user.credential(), webGuard));
        if (user.credential() instanceof SsoToken token) {
            session.setAttribute(SSO_TOKEN, webGuard.guard().formerSessions().seal(token));
        }
    }

    /** Returns the owner of the HttpSession of a request that has no user, in the form of {@link #owner}; empty for none. */
    static String ownerBefore(HttpServletRequest request, WebGuard webGuard) {
        HttpSession session = request.getSession(false);
        try {
            Object owner = session == null ? null : session.getAttribute(OWNER);
            return owner instanceof String text && isOf(webGuard, text) ? text : "";
        } catch (IllegalStateException e) {
            return "";
        }
    }

    /** Returns the tenant and the user, as one text. */
    static String owner(AuthenticatedUser user, WebGuard webGuard) {
        return webGuard.tenant() + BAR + user.account().identity().owner();
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
     * Ends the HttpSession. Asks AM whether the session that it was last seen with is over.
     *
     * @param leaving what ends with it in any case; null for nothing
     */
    static void end(HttpSession session, @Nullable Credential leaving, WebGuard webGuard) {
        if (!isSameToken(session, leaving, webGuard)) {
            leave(session, false, true, webGuard);
        }
        try {
            invalidate(session, webGuard);
        } catch (IllegalStateException e) {
            // ended by a parallel request
        }
    }

    /** Ends the HttpSession, after notifying the application of the WebSockets that end with it. */
    private static void invalidate(HttpSession session, WebGuard webGuard) {
        webGuard.connections().ends(session);
        session.invalidate();
    }

    /** Identifies the exact token, because AM is not asked about it; the session's digest comes last, if it differs. */
    private static String key(Credential token, WebGuard webGuard) {
        String key = webGuard.tenant() + BAR + token.fingerprint();
        return token.digest().equals(token.fingerprint()) ? key : key + BAR + token.digest();
    }
}
