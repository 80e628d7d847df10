package org.journeyguard.internal.http;

import java.time.Duration;
import org.journeyguard.Unavailable;

/**
 * Says why AM did not answer, so that the result is neither yes nor no.
 *
 * @param what the call and its failure in a few words; holds no secret
 * @param retryAfter when it makes sense to try again
 * @param mayHaveBeenDone whether AM may have carried out the request
 * @param mayBeCausedByCredential whether AM answered with an error that the credential in the request may have caused
 */
public record Outage(String what, Duration retryAfter, boolean mayHaveBeenDone, boolean mayBeCausedByCredential) {
    /** The pause before the next attempt where neither AM nor the circuit breaker names one. */
    public static final Duration SOON = Duration.ofSeconds(1);

    /** An outage in which AM has done nothing. */
    public Outage(String what, Duration retryAfter) {
        this(what, retryAfter, false, false);
    }

    /** An outage in which AM has done nothing, and that is likely to end within a second. */
    public Outage(String what) {
        this(what, SOON);
    }

    /** Returns the outage that an exception stands for. */
    public static Outage of(Unavailable exception) {
        return new Outage(String.valueOf(exception.getMessage()), exception.retryAfter());
    }

    /** Returns the exception that reports this outage to the application. */
    public Unavailable toException() {
        return new Unavailable("AM does not answer (" + what + ")", retryAfter);
    }
}
