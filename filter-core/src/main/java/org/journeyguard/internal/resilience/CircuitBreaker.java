package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.journeyguard.spi.JourneyStatus;

/**
 * Stops calls to a server that does not answer, so that threads do not wait for it: AM, or the engine that nodes share. Opens after {@link #FAILURES_TO_OPEN} failures in a row,
 * then allows one call at a time as a trial. The interval between trials doubles from one second to {@link #MAX_PAUSE}. It runs from the
 * start of a trial, so that a recovery is noticed within ten seconds however long a trial hangs.
 */
public final class CircuitBreaker {
    /** Failures in a row that open it. */
    public static final int FAILURES_TO_OPEN = 5;
    /** The longest interval between trials. */
    public static final Duration MAX_PAUSE = Duration.ofSeconds(8);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private int failures;
    private Duration pause = FIRST_PAUSE;
    private long nextTrial;
    private long lastSuccess;
    private boolean isTried;
    private boolean hasSucceeded;

    /**
     * @param nanoTime monotonic time
     */
    public CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSuccess = nanoTime.getAsLong();
        this.nextTrial = lastSuccess;
    }

    /** Returns whether a call may be made now. While the breaker is open, each true result is a trial, and the next has to wait. */
    public synchronized boolean allows() {
        if (!isOpen()) {
            return true;
        }
        if (nanoTime.getAsLong() - nextTrial < 0) {
            return false;
        }
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
        nextTrial = nanoTime.getAsLong() + pause.toNanos();
        return true;
    }

    /** Returns whether the breaker is open. */
    public synchronized boolean isOpen() {
        return failures >= FAILURES_TO_OPEN;
    }

    /** Records a success: AM is working. */
    public synchronized void succeeded() {
        isTried = true;
        hasSucceeded = true;
        failures = 0;
        pause = FIRST_PAUSE;
        lastSuccess = nanoTime.getAsLong();
    }

    /** Records a response that does not show whether AM is working; closes an open breaker. */
    public synchronized void answered() {
        if (isOpen()) {
            succeeded();
        }
    }

    /**
     * Records a failed call.
     *
     * @param sentAt when it was sent: if AM has answered another call since, the failure shows nothing about the present
     */
    public synchronized void failed(long sentAt) {
        if (sentAt - lastSuccess < 0) {
            return;
        }
        isTried = true;
        failures++;
        if (failures == FAILURES_TO_OPEN) {
            nextTrial = nanoTime.getAsLong() + pause.toNanos();
        }
    }

    /** Returns the state of AM, as far as calls show it. */
    public synchronized JourneyStatus.Server status() {
        if (isOpen()) {
            return JourneyStatus.Server.CIRCUIT_OPEN;
        }
        if (failures > 0) {
            return JourneyStatus.Server.FAILING;
        }
        return isTried ? JourneyStatus.Server.ANSWERING : JourneyStatus.Server.UNKNOWN;
    }

    /** Returns whether any call has succeeded. */
    public synchronized boolean hasSucceeded() {
        return hasSucceeded;
    }

    /** Returns whether a call has succeeded within a time, and none has failed since. */
    public synchronized boolean hasSucceededWithin(Duration time) {
        return isTried && failures == 0 && nanoTime.getAsLong() - lastSuccess < time.toNanos();
    }

    /** Returns the time until the next trial, at least a second. */
    public synchronized Duration retryAfter() {
        Duration left = Duration.ofNanos(Math.max(0, nextTrial - nanoTime.getAsLong()));
        return left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left;
    }
}
