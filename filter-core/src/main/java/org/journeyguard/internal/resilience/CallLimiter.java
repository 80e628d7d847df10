package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits how many sessions and tokens are validated at once, from lookup to result, whether that takes AM, its keys, a signature or a
 * store; and how many calls for unconfirmed ones go to AM per second. Confirmed ones have their own permits, so that a flood of unconfirmed
 * ones does not block their revalidation. Cache hits need no permit.
 */
public final class CallLimiter {
    /** How long a caller waits for a permit before it is turned away. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(1);

    /**
     * How many unconfirmed ones may wait, for a permit or for another thread's result, per permit; for confirmed ones it is one per permit.
     * Each holds a server thread. With 32 permits that is at most 192 threads, 128 of them for unconfirmed ones; servers have 200 or more.
     */
    public static final int UNCONFIRMED_WAITING_PER_PERMIT = 3;

    /** Number of permits for unconfirmed ones per permit for logout tokens; with their waiters, these hold 32 more threads. */
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
     * @param permits for unconfirmed ones, and the same number for confirmed ones
     * @param unconfirmedPerSecond maximum number of calls for unconfirmed ones
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
     * Makes a call to AM once a permit is free.
     *
     * @param turnedAway the result if there is no permit, or too many calls for unconfirmed ones were made within a second
     */
    public <T> T run(Priority priority, Supplier<T> call, Supplier<T> turnedAway) {
        return mayCall(priority) ? check(priority, call, turnedAway) : turnedAway.get();
    }

    /**
     * Runs a check that may not need AM once a permit is free; before a call to AM, the check uses {@link #mayCall}.
     *
     * @param check may wait for AM, or use CPU time
     * @param turnedAway the result if there is no permit
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

    /** Returns whether AM may be called now. Calls for unconfirmed ones are limited per second, and each true result uses one. */
    public boolean mayCall(Priority priority) {
        return priority == Priority.CONFIRMED || isWithinRate();
    }

    /** Returns the places for callers that wait for a permit or for another thread's result. */
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
