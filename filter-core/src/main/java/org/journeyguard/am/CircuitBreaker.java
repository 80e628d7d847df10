package org.journeyguard.am;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyStatus;

/**
 * Spares an AM that does not answer, and the threads that would wait for it. After a row of failures nobody asks for a
 * while; then one call at a time tries again. The time from one trial to the next doubles from one second to
 * {@link #LONGEST_PAUSE}; it runs from the start of a trial, so that AM is found well again within ten seconds however long
 * a trial hangs.
 */
final class CircuitBreaker {
    static final int FAILURES_TO_OPEN = 5;
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private int failures;
    private Duration pause = FIRST_PAUSE;
    private long nextTrial;
    private long lastSuccess;
    private boolean isTried;
    private boolean hasSucceeded;

    CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSuccess = nanoTime.getAsLong();
    }

    /** Whether a call may go out; where it is a trial, the next has to wait. */
    synchronized boolean allows() {
        if (!isOpen()) {
            return true;
        }
        if (nanoTime.getAsLong() - nextTrial < 0) {
            return false;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        nextTrial = nanoTime.getAsLong() + pause.toNanos();
        return true;
    }

    /** Whether calls are held back. */
    synchronized boolean isOpen() {
        return failures >= FAILURES_TO_OPEN;
    }

    synchronized void succeeded() {
        isTried = true;
        hasSucceeded = true;
        failures = 0;
        pause = FIRST_PAUSE;
        lastSuccess = nanoTime.getAsLong();
    }

    /** AM gave an answer that says neither that it is well nor that it is not; it is there, and that ends a pause. */
    synchronized void answered() {
        if (isOpen()) {
            succeeded();
        }
    }

    /**
     * A call failed.
     *
     * @param sentAt when it went out: if AM has answered another call since, the failure tells about the past only
     */
    synchronized void failed(long sentAt) {
        if (sentAt - lastSuccess < 0) {
            return;
        }
        isTried = true;
        failures++;
        if (failures == FAILURES_TO_OPEN) {
            nextTrial = nanoTime.getAsLong() + pause.toNanos();
        }
    }

    /** How AM is, as far as it was tried. */
    synchronized JourneyStatus.Am status() {
        if (isOpen()) {
            return JourneyStatus.Am.SPARED;
        }
        if (failures > 0) {
            return JourneyStatus.Am.FAILING;
        }
        return isTried ? JourneyStatus.Am.ANSWERING : JourneyStatus.Am.UNKNOWN;
    }

    synchronized boolean hasSucceeded() {
        return hasSucceeded;
    }

    synchronized boolean hasSucceededWithin(Duration time) {
        return isTried && failures == 0 && nanoTime.getAsLong() - lastSuccess < time.toNanos();
    }

    /** How long nobody will be let through, at least a second. */
    synchronized Duration retryAfter() {
        Duration left = Duration.ofNanos(Math.max(0, nextTrial - nanoTime.getAsLong()));
        return left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left;
    }
}
