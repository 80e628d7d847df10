package org.journeyguard;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** AM's session of a user. {@code toString()} never shows the {@link #value()}. */
public interface Session {

    /** The SSO token. A secret: whoever has it is the user. */
    String value();

    /**
     * Where AM would send the user after signing in. AM is asked at the first call.
     *
     * @return a URL or an absolute path on AM's host; empty when AM names none
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when AM answers that the session has ended
     */
    Optional<String> successUrl();

    /** The realm of the session as AM path: {@code /} or {@code /alpha/sub}. */
    String realm();

    /** When the session ends if nobody uses it, as of the last validation; empty where AM does not say. */
    Optional<Instant> idleExpiresAt();

    /** When the session ends in any case; empty where AM does not say. */
    Optional<Instant> expiresAt();

    /** AM's other fields of the session, by AM's names, for example {@code AMCtxId}; never null. */
    Map<String, String> attributes();
}
