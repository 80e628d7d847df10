package org.journeyguard.internal.policy;

import java.util.Locale;
import org.journeyguard.internal.response.Messages;
import org.jspecify.annotations.Nullable;

/** Why a request does not proceed; with the status and the RFC 6750 error. {@link Messages} says it to people and programs. */
public enum Reason {
    /** Nobody is signed in, or AM refused the session, or it was ended here. */
    SIGN_IN_REQUIRED(401, null),
    /** The session belongs to another realm of the same AM; sending the user to the login page would loop. */
    SIGNED_IN_ELSEWHERE(403, null),
    /** The login page sends the user back without a session that counts here. */
    LOGIN_LOOP(401, null),
    /** Nobody is signed in, and AM's pages are not shown inside another page. */
    SIGN_IN_FRAMED(401, null),
    /** The browser signs in and does not send the cookie that it was given. */
    COOKIE_NOT_KEPT(401, null),
    /** An answer to a sign-in that this browser has not started, or no answer at all. */
    SIGN_IN_NOT_STARTED(400, null),
    /** An answer that has been here before. */
    SIGN_IN_REPLAYED(400, null),
    /** An answer that took longer than {@code journey.login.timeout}. */
    SIGN_IN_TOO_LATE(400, null),
    /** An answer of another server than the one that was asked. */
    SIGN_IN_OF_ANOTHER(400, null),
    /** AM does not know the code, or not as one of this sign-in. */
    CODE_NOT_ACCEPTED(400, null),
    /** {@code access_denied}. */
    SIGN_IN_DECLINED(403, null),
    /** {@code login_required} and its kin. */
    SIGN_IN_NOT_DONE(401, null),
    /** AM refuses the application, or answers with what does not prove who the user is. */
    SIGN_IN_REFUSED(502, null),
    /** AM does not answer while somebody signs in. */
    SIGN_IN_UNAVAILABLE(503, null),
    /** The user has signed out, or AM has ended the session, while the sign-in was under way. */
    SIGNED_OUT_MEANWHILE(401, null),
    /** There are as many sessions as the application keeps, and the user has none of them. */
    SESSIONS_FULL(503, null),
    /** The redirect path by a method that no browser comes back with. */
    CALLBACK_METHOD(405, null),
    /** Two SSO cookies with different values. */
    TWO_SESSIONS(401, null),
    /** The user has signed in, but not in the way that the resource asks for (RFC 9470, 3). */
    STRONGER_SIGN_IN_REQUIRED(401, "insufficient_user_authentication"),
    /** Whoever is sent to sign in more strongly comes back as before. */
    STEP_UP_LOOP(401, "insufficient_user_authentication"),
    /** The ID token of a step-up does not say what was asked for. */
    SIGN_IN_TOO_WEAK(403, "insufficient_user_authentication"),
    /** The user has none of the roles that the resource asks for. */
    ROLE_MISSING(403, "insufficient_scope"),
    /** The access token was refused: expired, revoked, somebody else's, made up. */
    INVALID_TOKEN(401, "invalid_token"),
    /** More than one token where there has to be one. */
    SEVERAL_TOKENS(400, "invalid_request"),
    /** The access token was not granted the scope that the resource asks for. */
    SCOPE_MISSING(403, "insufficient_scope"),
    /** It is closed to everybody, or the application has reasons of its own. */
    DENIED(403, null),
    /** A forward or include from one tenant's paths to another's. */
    ANOTHER_TENANT(403, null),
    /** Another site tried to act with the user's cookie. */
    FOREIGN_ORIGIN(403, null),
    /** A path that only an attack looks like. */
    MALFORMED_PATH(400, null),
    /** A logout by a method that means something else. */
    LOGOUT_METHOD(405, null),
    /** AM's logout tokens come by POST. */
    BACK_CHANNEL_METHOD(405, null),
    /** AM's logout tokens come in forms. */
    BACK_CHANNEL_TYPE(415, null),
    /** AM does not answer and nothing is remembered. */
    AM_UNAVAILABLE(503, null),
    /** AM refused what the application asked of it for the user. */
    AM_REFUSED(502, null),
    /** The application asked for something that it is not configured for. */
    NOT_CONFIGURED(500, null),
    /** The request did not pass the filter. */
    NO_FILTER(500, null);

    private final int status;
    private final @Nullable String error;

    Reason(int status, @Nullable String error) {
        this.status = status;
        this.error = error;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The value of {@code error} in {@code WWW-Authenticate}; null for none. */
    public @Nullable String error() {
        return error;
    }

    /** Its name in problems, words, metrics and the audit log: {@code sign-in-required}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
