package org.journeyguard;

import java.time.Duration;

/** AM did not answer, so nothing is known: neither yes nor no. Left alone it becomes a 503 with {@code Retry-After}. */
public final class Unavailable extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message what AM was asked and how it failed
     * @param retryAfter when it makes sense to ask again
     */
    public Unavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When it makes sense to ask again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
