package org.journeyguard.am;

import java.time.Duration;

/**
 * AM's answer as an OAuth 2.0 server.
 *
 * @param <T> what was asked for
 */
public sealed interface OAuthAnswer<T> {

    /**
     * AM gave it.
     *
     * @param value what was asked for
     */
    record Given<T>(T value) implements OAuthAnswer<T> {}

    /**
     * AM said no, and why (RFC 6749, 4.1.2.1 and 5.2).
     *
     * @param status HTTP status
     * @param error for example {@code invalid_grant}
     * @param description empty for none
     */
    record Denied<T>(int status, String error, String description) implements OAuthAnswer<T> {}

    /**
     * AM left the question unanswered.
     *
     * @param what how; holds no secret
     * @param retryAfter when it makes sense to ask again
     * @param mayBeDone whether AM may have done all the same what it was asked to do
     * @param mayBeProvoked whether AM has answered with an error that the token itself may have provoked
     */
    record Silent<T>(String what, Duration retryAfter, boolean mayBeDone, boolean mayBeProvoked)
            implements OAuthAnswer<T> {
        /** AM is silent, whatever it is asked. */
        public Silent(String what, Duration retryAfter, boolean mayBeDone) {
            this(what, retryAfter, mayBeDone, false);
        }
    }
}
