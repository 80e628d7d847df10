package org.journeyguard.am;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares an AM that does not answer, and the threads that would wait for it. After a row of failures nobody asks for a
 * while; then one call tries again. The pause doubles from one second to {@link #LONGEST_PAUSE}.
 */
final class CircuitBreaker {
    static final int FAILURES_TO_OPEN = 5;
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private int failures;
    private boolean trial;
    private Duration pause = FIRST_PAUSE;
    private long openUntil;

    CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a call may go out; where it is a trial, the pause starts anew so that only one goes. */
    synchronized boolean allows() {
        if (failures < FAILURES_TO_OPEN) {
            return true;
        }
        if (nanoTime.getAsLong() - openUntil < 0) {
            return false;
        }
        trial = true;
        openUntil = nanoTime.getAsLong() + pause.toNanos();
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        trial = false;
        pause = FIRST_PAUSE;
    }

    /** AM gave an answer that says neither that it is well nor that it is not; it is there, and that ends a pause. */
    synchronized void answered() {
        if (trial) {
            succeeded();
        }
    }

    synchronized void failed() {
        failures++;
        boolean opens = failures == FAILURES_TO_OPEN;
        if (trial) {
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        if (opens || trial) {
            openUntil = nanoTime.getAsLong() + pause.toNanos();
            trial = false;
        }
    }

    /** How long nobody will be let through, at least a second. */
    synchronized Duration retryAfter() {
        Duration left = Duration.ofNanos(Math.max(0, openUntil - nanoTime.getAsLong()));
        return left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left;
    }
}
