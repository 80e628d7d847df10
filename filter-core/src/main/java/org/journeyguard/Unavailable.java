package org.journeyguard;

import java.time.Duration;

/** AM did not answer, so the result is unknown: neither yes nor no. If not caught, it becomes a 503 with {@code Retry-After}. */
public final class Unavailable extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message what AM was asked and how it failed
     * @param retryAfter how long to wait before asking again
     */
    public Unavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** Returns how long to wait before asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
