package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Limits the total time that all threads spend waiting: a budget that grows back over time. */
final class WaitingTime {
    private final long most;
    private final long perSecond;
    private final LongSupplier nanoTime;
    private long left;
    private long grownAt;

    /**
     * @param most the budget at first, and at most
     * @param perSecond the time that grows back in a second
     * @param nanoTime monotonic time
     */
    WaitingTime(Duration most, Duration perSecond, LongSupplier nanoTime) {
        this.most = most.toNanos();
        this.perSecond = perSecond.toNanos();
        this.nanoTime = nanoTime;
        this.left = this.most;
        this.grownAt = nanoTime.getAsLong();
    }

    /** Takes time from the budget; returns false if there is not enough. */
    synchronized boolean take(Duration time) {
        long now = nanoTime.getAsLong();
        double seconds = (now - grownAt) / 1e9;
        left = Math.min(most, left + (long) (seconds * perSecond));
        grownAt = now;
        if (left < time.toNanos()) {
            return false;
        }
        left -= time.toNanos();
        return true;
    }

    /** Returns unused time to the budget. */
    synchronized void giveBack(Duration time) {
        left = Math.min(most, left + Math.max(0, time.toNanos()));
    }
}
