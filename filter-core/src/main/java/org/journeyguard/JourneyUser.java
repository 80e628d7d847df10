package org.journeyguard;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * The principal of a request whose credential AM has confirmed. Thread-safe; may be used after the request has ended, as
 * long as the session lives.
 */
public interface JourneyUser extends Principal {

    /** The realm of the user as AM path: {@code /} or {@code /alpha/sub}. */
    String realm();

    /**
     * The roles of the user, from where {@code journey.roles.source} says. AM is asked at the first call and not again as
     * long as the validation of the session is remembered ({@code journey.session.cache-ttl}).
     *
     * @return never null; empty when the user has none or no source is configured
     * @throws Unavailable when AM does not answer: silence is not "no roles"
     * @throws AuthenticationRequired when AM answers that the session has ended
     */
    Set<String> roles();

    /** The scope of the access token that the request brought; empty for a request with an SSO cookie. */
    Set<String> scope();

    /** AM's session of the user; empty when the request did not present one. */
    Optional<Session> session();

    /**
     * Ends the session here and at AM. A second call is no error.
     *
     * @return what was done, step by step; a failing AM is a step in the report and not an exception
     */
    LogoutReport logout();
}
