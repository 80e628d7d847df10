package org.journeyguard.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time that all threads together may spend waiting: so much at once, and then only what grows back. */
final class WaitingTime {
    private final long most;
    private final long perSecond;
    private final LongSupplier nanoTime;
    private long left;
    private long grownAt;

    /**
     * @param most how much there is at first, and at most
     * @param perSecond how much of it grows back in a second
     * @param nanoTime monotonic time
     */
    WaitingTime(Duration most, Duration perSecond, LongSupplier nanoTime) {
        this.most = most.toNanos();
        this.perSecond = perSecond.toNanos();
        this.nanoTime = nanoTime;
        this.left = this.most;
        this.grownAt = nanoTime.getAsLong();
    }

    /** Takes so much; false when there is less. */
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

    /** Gives back what was taken and not needed. */
    synchronized void giveBack(Duration time) {
        left = Math.min(most, left + Math.max(0, time.toNanos()));
    }
}
