package org.journeyguard.credential;

import java.time.Duration;
import java.util.Set;

/** What was found where a credential is looked for. */
public sealed interface Presented {

    /** Nothing. */
    Presented NOTHING = new Nothing();
    /** Something that can't be a credential. */
    Presented MALFORMED = new Malformed();

    /** No credential. */
    record Nothing() implements Presented {}

    /** A value that AM need not be asked about: too long, or with characters outside RFC 6265. */
    record Malformed() implements Presented {}

    /**
     * SSO cookies with different values; nobody can say which is meant.
     *
     * @param tokens the different ones, at most a handful
     */
    record Contradiction(Set<SsoToken> tokens) implements Presented {
        /** Copies the tokens. */
        public Contradiction {
            tokens = Set.copyOf(tokens);
        }
    }

    /**
     * Nobody can say yet what is presented, because AM has not told the name of its cookie.
     *
     * @param why how AM failed; holds no secret
     * @param retryAfter when it makes sense to try again
     */
    record Unreadable(String why, Duration retryAfter) implements Presented {}

    /**
     * One credential.
     *
     * @param token to be validated
     */
    record One(SsoToken token) implements Presented {}
}
