package org.journeyguard;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An AM session of a user. {@code toString()} never shows the {@link #value()}. */
public interface Session {

    /** Returns the SSO token. A secret: it is all that is needed to act as the user. */
    String value();

    /**
     * Returns where AM would send the user after signing in. The first call asks AM.
     *
     * @return a URL or an absolute path on AM's host; empty when AM names none
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when AM answers that the session has ended
     */
    Optional<String> successUrl();

    /** Returns the realm of the session as AM path: {@code /} or {@code /alpha/sub}. */
    String realm();

    /** Returns when the session ends if it is not used, as of the last validation; empty when AM does not state it. */
    Optional<Instant> idleExpiresAt();

    /** Returns when the session ends in any case; empty when AM does not state it. */
    Optional<Instant> expiresAt();

    /** Returns AM's other fields of the session, by AM's names, for example {@code AMCtxId}; never null. */
    Map<String, String> attributes();
}
