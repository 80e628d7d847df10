package org.journeyguard.internal.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Session;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.response.ResponseFormat;
import org.journeyguard.internal.signin.SignInCookie;

/** The browser that signs in, by its present request. */
public interface SignInBrowser {

    /** Returns the facts of the request. */
    RequestFacts facts();

    /** Returns the format and language of the response. */
    ResponseFormat format();

    /** Returns the fields of the form that it sends, the first value of each name. */
    Map<String, String> form();

    /** Returns the JSON that it sends, as text; empty if it is none, or too large. */
    Optional<String> json();

    /** Returns its cookies whose names start like this. */
    List<SignInCookie> cookies(String prefix);

    /** Sets a cookie, and expires others. */
    void set(SignInCookie cookie, List<String> expired);

    /** Expires a cookie. */
    void expire(String name);

    /** Returns AM's session that the browser presents; empty if there is none. */
    Optional<Session> session();

    /** Returns whether its user is signed in; asks AM. */
    boolean isSignedIn();

    /**
     * Makes a session the browser's.
     *
     * @throws org.journeyguard.JourneyException if AM does not answer, or does not honour the session here
     */
    void begin(Session session);
}
