package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits how many sessions and tokens are checked at once, from the first look at them to the answer, whether that takes AM, its keys, a
 * signature or a store; and how many calls about unconfirmed ones go to AM per second. Confirmed ones have permits of their own, so that a
 * flood of unconfirmed ones does not keep them from being confirmed again. What a cache answers needs no permit.
 */
public final class CallLimiter {
    /** How long a caller waits for a permit before it is turned away. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(1);

    /**
     * How many unconfirmed ones may wait, for a permit or for the result of another thread, per permit; of confirmed ones one may wait per
     * permit. Each holds a thread of the server. With 32 permits that are 192 threads at most, 128 of them for unconfirmed ones, and
     * servers have 200 and more.
     */
    public static final int UNCONFIRMED_WAITING_PER_PERMIT = 3;

    /** One permit for logout tokens per so many permits for unconfirmed ones; with those that wait for one, they hold 32 threads more. */
    public static final int PERMITS_PER_LOGOUT_TOKEN = UNCONFIRMED_WAITING_PER_PERMIT + 1;

    private final Semaphore unconfirmed;
    private final Semaphore confirmed;
    private final Semaphore unconfirmedWaiting;
    private final Semaphore confirmedWaiting;
    private final int unconfirmedPerSecond;
    private final LongSupplier nanoTime;
    private long second;
    private int callsInSecond;

    /**
     * @param permits for unconfirmed ones, and as many for confirmed ones
     * @param unconfirmedPerSecond how many calls about unconfirmed ones at most
     * @param nanoTime monotonic time
     */
    public CallLimiter(int permits, int unconfirmedPerSecond, LongSupplier nanoTime) {
        this.unconfirmed = new Semaphore(permits);
        this.confirmed = new Semaphore(permits);
        this.unconfirmedWaiting = new Semaphore(permits * UNCONFIRMED_WAITING_PER_PERMIT);
        this.confirmedWaiting = new Semaphore(permits);
        this.unconfirmedPerSecond = unconfirmedPerSecond;
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong();
    }

    /**
     * Makes a call to AM, once there is a permit.
     *
     * @param turnedAway the result when there is no permit, or AM was called about too many unconfirmed ones within a second
     */
    public <T> T run(Priority priority, Supplier<T> call, Supplier<T> turnedAway) {
        return mayCall(priority) ? check(priority, call, turnedAway) : turnedAway.get();
    }

    /**
     * Makes a check that may not need AM, once there is a permit; one that does need it asks {@link #mayCall} first.
     *
     * @param check may wait for AM, or work
     * @param turnedAway the result when there is no permit
     */
    public <T> T check(Priority priority, Supplier<T> check, Supplier<T> turnedAway) {
        if (!permits(priority).tryAcquire() && !waitForPermit(priority)) {
            return turnedAway.get();
        }
        try {
            return check.get();
        } finally {
            permits(priority).release();
        }
    }

    /** Whether AM may be called now; about unconfirmed ones only so often per second, and each yes counts. */
    public boolean mayCall(Priority priority) {
        return priority == Priority.CONFIRMED || isWithinRate();
    }

    /** Returns the places for those who wait for a permit, or for the result of another thread. */
    public Semaphore waiting(Priority priority) {
        return priority == Priority.CONFIRMED ? confirmedWaiting : unconfirmedWaiting;
    }

    private boolean waitForPermit(Priority priority) {
        Semaphore waiting = waiting(priority);
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return permits(priority).tryAcquire(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    private Semaphore permits(Priority priority) {
        return priority == Priority.CONFIRMED ? confirmed : unconfirmed;
    }

    private synchronized boolean isWithinRate() {
        long now = nanoTime.getAsLong();
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            callsInSecond = 0;
        }
        if (callsInSecond >= unconfirmedPerSecond) {
            return false;
        }
        callsInSecond++;
        return true;
    }
}
