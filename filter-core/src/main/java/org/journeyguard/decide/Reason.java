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
    /** Two SSO cookies with different values. */
    TWO_SESSIONS(
            401,
            null,
            "Two sessions at once",
            "Your browser sent two different session cookies. They have been cleared; sign in again."),
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
    /** The resource is closed to everybody. */
    DENIED(403, null, "Not allowed", "Nobody is allowed to do this."),
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
