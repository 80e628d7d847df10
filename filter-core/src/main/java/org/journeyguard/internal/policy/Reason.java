package org.journeyguard.internal.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a request does not proceed, with its status and RFC 6750 error. {@code Messages} has the texts. */
public enum Reason {
    /** No user is signed in, AM has refused the session, or it was ended here. */
    SIGN_IN_REQUIRED(401, null),
    /** The session belongs to another realm of the same AM; redirecting to the login page would loop. */
    SIGNED_IN_ELSEWHERE(403, null),
    /** The login page sends the user back without a valid session. */
    LOGIN_LOOP(401, null),
    /** No user is signed in, and AM's pages cannot be shown in a frame. */
    SIGN_IN_FRAMED(401, null),
    /** The browser signs in but does not send the cookie that it was given. */
    COOKIE_NOT_KEPT(401, null),
    /** The authorization response belongs to no sign-in of this browser, or there is none. */
    SIGN_IN_NOT_STARTED(400, null),
    /** The authorization response has been used before. */
    SIGN_IN_REPLAYED(400, null),
    /** The sign-in took longer than {@code journey.login.timeout}. */
    SIGN_IN_TOO_LATE(400, null),
    /** The authorization response comes from another server. */
    SIGN_IN_OF_ANOTHER(400, null),
    /** AM does not accept the code for this sign-in. */
    CODE_NOT_ACCEPTED(400, null),
    /** AM answered {@code access_denied}. */
    SIGN_IN_DECLINED(403, null),
    /** AM answered {@code login_required} or a similar error. */
    SIGN_IN_NOT_DONE(401, null),
    /** AM refuses the application, or its response does not prove who the user is. */
    SIGN_IN_REFUSED(502, null),
    /** AM is unavailable during a sign-in. */
    SIGN_IN_UNAVAILABLE(503, null),
    /** The user signed out, or AM ended the session, during the sign-in. */
    SIGNED_OUT_MEANWHILE(401, null),
    /** The session limit is reached, and the user has no session to replace. */
    SESSIONS_FULL(503, null),
    /** The redirect path was requested with the wrong method. */
    CALLBACK_METHOD(405, null),
    /** The application's own sign-in page was requested with the wrong method. */
    SIGN_IN_METHOD(405, null),
    /** The request has two SSO cookies with different values. */
    TWO_SESSIONS(401, null),
    /** The POST is larger than {@code journey.login.keep-posts.max-size}, or of unknown size. */
    POST_TOO_LARGE(401, null),
    /** As many POSTs are kept as may be, or the nodes' engine does not answer. */
    POST_NOT_KEPT(401, null),
    /** The kept POST has been sent, has expired, or belongs to another browser. */
    POST_GONE(410, null),
    /** The kept POST belongs to another user. */
    POST_OF_ANOTHER(403, null),
    /** The user is signed in, but not as the resource requires (RFC 9470, 3). */
    STRONGER_SIGN_IN_REQUIRED(401, "insufficient_user_authentication"),
    /** A step-up returned without a stronger sign-in. */
    STEP_UP_LOOP(401, "insufficient_user_authentication"),
    /** The ID token of a step-up does not contain what was requested. */
    SIGN_IN_TOO_WEAK(403, "insufficient_user_authentication"),
    /** The user has none of the required roles. */
    ROLE_MISSING(403, "insufficient_scope"),
    /** The access token is invalid: expired, revoked, for another recipient, or forged. */
    INVALID_TOKEN(401, "invalid_token"),
    /** The request has more than one token. */
    SEVERAL_TOKENS(400, "invalid_request"),
    /** The access token lacks the required scope. */
    SCOPE_MISSING(403, "insufficient_scope"),
    /** AM's policies do not allow the request. */
    POLICY_DENIED(403, null),
    /** Access is denied to all, or by the application. */
    DENIED(403, null),
    /** A forward or include goes from one tenant's paths to another's. */
    ANOTHER_TENANT(403, null),
    /** Another site tried to act with the user's cookie. */
    FOREIGN_ORIGIN(403, null),
    /** The path has a form that only attacks use. */
    MALFORMED_PATH(400, null),
    /** A logout path was requested with the wrong method. */
    LOGOUT_METHOD(405, null),
    /** The back-channel logout path accepts only POST. */
    BACK_CHANNEL_METHOD(405, null),
    /** Logout tokens must be form-encoded. */
    BACK_CHANNEL_TYPE(415, null),
    /** AM is unavailable and the answer is not cached. */
    AM_UNAVAILABLE(503, null),
    /** AM refused a request of the application for the user. */
    AM_REFUSED(502, null),
    /** The application requires something that is not configured. */
    NOT_CONFIGURED(500, null),
    /** The request did not pass through the filter. */
    NO_FILTER(500, null);

    private final int status;
    private final @Nullable String error;

    Reason(int status, @Nullable String error) {
        this.status = status;
        this.error = error;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the value of {@code error} in {@code WWW-Authenticate}; null for none. */
    public @Nullable String error() {
        return error;
    }

    /** Returns its name in problem details, messages, metrics and the audit log: {@code sign-in-required}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
