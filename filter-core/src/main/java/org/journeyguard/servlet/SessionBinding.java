package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.journeyguard.Unavailable;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/**
 * Binds the HttpSession to realm and user. Whoever arrives with somebody else's JSESSIONID finds a new, empty session; its id
 * changes at each sign-in. Attributes are texts, so that any container can keep or replicate them.
 */
final class SessionBinding {
    private static final String OWNER = "org.journeyguard.owner";
    /** The SSO token last seen with the session, as digest: the same one needs no question to AM. */
    private static final String TOKEN = "org.journeyguard.token";

    private SessionBinding() {}

    /** Before the chain runs: a session that belongs to another user ends. */
    static void enforce(HttpServletRequest request, SessionUser user) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        Object owner = session.getAttribute(OWNER);
        if (owner == null) {
            request.changeSessionId();
            bind(session, user);
        } else if (!owner.equals(user.identity().owner())) {
            session.invalidate();
        } else {
            bindToken(session, user.token());
        }
    }

    /** When the application asks for the session: what it may see of it. */
    static @Nullable HttpSession see(HttpServletRequest request, Passage passage, boolean create) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(OWNER) != null && !isOwner(session, passage)) {
            session.invalidate();
            session = null;
        }
        if (session == null && create) {
            session = request.getSession(true);
        }
        SessionUser user = session == null || session.getAttribute(OWNER) != null ? null : passage.confirmedUser();
        if (session != null && user != null) {
            bind(session, user);
        }
        return session;
    }

    private static boolean isOwner(HttpSession session, Passage passage) {
        if (passage.confirmedUser() == null
                && passage.presented() instanceof Presented.One one
                && key(one.token()).equals(session.getAttribute(TOKEN))) {
            return true;
        }
        SessionUser user = passage.sessionUser();
        if (user != null) {
            return user.identity().owner().equals(session.getAttribute(OWNER));
        }
        if (passage.isUndecided()) {
            throw new Unavailable("AM does not say whose HttpSession this is", java.time.Duration.ofSeconds(1));
        }
        return passage.isNobody();
    }

    private static void bind(HttpSession session, SessionUser user) {
        session.setAttribute(OWNER, user.identity().owner());
        bindToken(session, user.token());
    }

    private static void bindToken(HttpSession session, SsoToken token) {
        String key = key(token);
        if (!key.equals(session.getAttribute(TOKEN))) {
            session.setAttribute(TOKEN, key);
        }
    }

    private static String key(SsoToken token) {
        return token.digest().toString();
    }
}
