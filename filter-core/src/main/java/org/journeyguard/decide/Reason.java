package org.journeyguard.decide;

import org.jspecify.annotations.Nullable;

/** Why a request does not proceed; with the status, the RFC 6750 error and the words for people and programs. */
public enum Reason {
    /** Nobody is signed in, or AM refused the session, or it was ended here. */
    SIGN_IN_REQUIRED(401, null, "Sign-in required", "Sign in to see this."),
    /** The session belongs to another realm of the same AM; sending the user to the login page would loop. */
    SIGNED_IN_ELSEWHERE(
            403,
            null,
            "Signed in elsewhere",
            "You are signed in, but not to the realm that this application belongs to."),
    /** The login page sends the user back without a session that counts here. */
    LOGIN_LOOP(
            401,
            null,
            "Sign-in does not take hold",
            "You were sent to sign in several times within a minute and came back without a session that is valid here. "
                    + "The likely causes are for the administrator: the application looks for another cookie name than "
                    + "the server sets (journey.am.cookie-name), the cookie's domain does not include this host, or the "
                    + "session belongs to another realm (journey.am.realm)."),
    /** The browser signs in and does not send the cookie that it was given. */
    COOKIE_NOT_KEPT(
            401,
            null,
            "Sign-in does not take hold",
            "You have signed in several times within a minute, and your browser has not sent back the cookie that it was "
                    + "given each time. The likely causes: your browser blocks cookies, or, for the administrator, the "
                    + "application is reached under another address than journey.app.url, or by http where that says https."),
    /** An answer to a sign-in that this browser has not started, or no answer at all. */
    SIGN_IN_NOT_STARTED(
            400,
            null,
            "No sign-in to finish",
            "This is the answer to a sign-in that was not started in this browser, or that is finished already. You are "
                    + "not signed in by it."),
    /** An answer that has been here before. */
    SIGN_IN_REPLAYED(
            400,
            null,
            "Sign-in already finished",
            "This answer to a sign-in has been used already and counts only once."),
    /** An answer that took longer than {@code journey.login.timeout}. */
    SIGN_IN_TOO_LATE(400, null, "Sign-in took too long", "The sign-in was started too long ago to be finished now."),
    /** An answer of another server than the one that was asked. */
    SIGN_IN_OF_ANOTHER(
            400,
            null,
            "Answer of another server",
            "The answer to this sign-in is not of the server that you were sent to, so it does not count."),
    /** AM does not know the code, or not as one of this sign-in. */
    CODE_NOT_ACCEPTED(
            400,
            null,
            "Sign-in not confirmed",
            "The sign-in service did not confirm this sign-in: its code is too old, used already, or of another sign-in."),
    /** {@code access_denied}. */
    SIGN_IN_DECLINED(
            403, null, "Sign-in declined", "You, or the sign-in service, declined to let this application know you."),
    /** {@code login_required} and its kin. */
    SIGN_IN_NOT_DONE(401, null, "Not signed in", "The sign-in service sent you back before you had signed in."),
    /** AM refuses the application, or answers with what does not prove who the user is. */
    SIGN_IN_REFUSED(
            502,
            null,
            "Sign-in failed",
            "The sign-in service refused this application's request, or its answer does not prove who you are. The reason "
                    + "is in the application's log."),
    /** AM does not answer while somebody signs in. */
    SIGN_IN_SILENT(
            503,
            null,
            "Sign-in service unavailable",
            "The sign-in service does not answer at the moment. Try again shortly."),
    /** The redirect path by a method that no browser comes back with. */
    CALLBACK_METHOD(405, null, "Method not allowed", "Sign-ins are finished with GET."),
    /** Two SSO cookies with different values. */
    TWO_SESSIONS(
            401,
            null,
            "Two sessions at once",
            "Your browser sent two different session cookies. They have been cleared; sign in again."),
    /** The user has signed in, but not in the way that the resource asks for (RFC 9470, 3). */
    STRONGER_SIGN_IN_REQUIRED(
            401,
            "insufficient_user_authentication",
            "Stronger sign-in required",
            "This needs a stronger way of signing in than the one that you have used."),
    /** Whoever is sent to sign in more strongly comes back as before. */
    STEP_UP_LOOP(
            401,
            "insufficient_user_authentication",
            "Stronger sign-in does not take hold",
            "You were sent several times within a minute to sign in more strongly, and came back as before. The likely "
                    + "causes are for the administrator: the server does not show AuthLevel and Service of its sessions (its "
                    + "session property whitelist), knows no such chain or journey (journey.acr.services), or the level that it "
                    + "gives is too low."),
    /** The ID token of a step-up does not say what was asked for. */
    SIGN_IN_TOO_WEAK(
            403,
            "insufficient_user_authentication",
            "Stronger sign-in not done",
            "You have not signed in as strongly as this needs. You are signed in as you were before."),
    /** The user has none of the roles that the resource asks for. */
    ROLE_MISSING(403, "insufficient_scope", "Not allowed", "You are signed in, but not allowed to do this."),
    /** The access token was refused: expired, revoked, somebody else's, made up. */
    INVALID_TOKEN(
            401, "invalid_token", "Token not accepted", "The access token is expired, revoked or not meant for this."),
    /** More than one token where there has to be one. */
    SEVERAL_TOKENS(400, "invalid_request", "Several tokens at once", "The request brings more than one access token."),
    /** The access token was not granted the scope that the resource asks for. */
    SCOPE_MISSING(
            403, "insufficient_scope", "Not allowed", "The access token does not have the scope that this needs."),
    /** It is closed to everybody, or the application has reasons of its own. */
    DENIED(403, null, "Not allowed", "This is not allowed."),
    /** A forward or include from one tenant's paths to another's. */
    ANOTHER_TENANT(
            403,
            null,
            "Not allowed",
            "This belongs to another part of the application, which you are not signed in to."),
    /** Another site tried to act with the user's cookie. */
    FOREIGN_ORIGIN(
            403,
            null,
            "Request from another site",
            "This request was started by another site and was not carried out."),
    /** A path that only an attack looks like. */
    MALFORMED_PATH(
            400,
            null,
            "Malformed path",
            "The path contains encoded separators, control characters or dot segments with parameters."),
    /** A logout by a method that means something else. */
    LOGOUT_METHOD(405, null, "Method not allowed", "Sign out with POST."),
    /** AM's logout tokens come by POST. */
    BACK_CHANNEL_METHOD(405, null, "Method not allowed", "Logout tokens are received with POST."),
    /** AM's logout tokens come in forms. */
    BACK_CHANNEL_TYPE(
            415, null, "Unsupported media type", "Logout tokens are received as application/x-www-form-urlencoded."),
    /** AM does not answer and nothing is remembered. */
    AM_SILENT(
            503,
            null,
            "Sign-in service unavailable",
            "Who you are can't be checked at the moment. Your session is not lost; try again shortly."),
    /** AM refused what the application asked of it for the user. */
    AM_REFUSED(
            502,
            null,
            "Sign-in service refused",
            "The sign-in service refused a request that this application made for you. The reason is in its log."),
    /** The application asked for something that it is not configured for. */
    NOT_CONFIGURED(
            500, null, "Not configured", "This application lacks a setting that this needs. Its log says which one."),
    /** The request did not pass the filter. */
    NO_FILTER(
            500,
            null,
            "Not behind JourneyGuard",
            "This request reached the application without passing JourneyGuard's filter, so it is refused. Check that the "
                    + "filter is registered for this path and all dispatcher types.");

    private final int status;
    private final @Nullable String error;
    private final String title;
    private final String detail;

    Reason(int status, @Nullable String error, String title, String detail) {
        this.status = status;
        this.error = error;
        this.title = title;
        this.detail = detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The value of {@code error} in {@code WWW-Authenticate}; null for none. */
    public @Nullable String error() {
        return error;
    }

    /** A few words. */
    public String title() {
        return title;
    }

    /** One or two sentences. */
    public String detail() {
        return detail;
    }
}
