package org.journeyguard.am;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds how many sessions and tokens are validated at once, from the first look at them to the answer, whether that takes AM, its keys,
 * a signature or a store; and about how many strangers AM is asked per second. Sessions and tokens that were confirmed before have
 * places of their own, so that a flood of strangers does not keep them from being confirmed again. What is remembered needs no place.
 */
public final class Admission {
    /** How long to wait for a place before it counts as silence. */
    public static final Duration WAIT_FOR_A_PLACE = Duration.ofSeconds(1);

    /**
     * For each place that strangers have, so many may wait for one or for what somebody else is finding out, and for each of a known
     * session one: each of them holds a thread of the server. With 32 places that are 192 threads at most, of which strangers
     * hold 128, and servers have 200 and more.
     */
    public static final int STRANGERS_WAITING_PER_PLACE = 3;

    /** Logout tokens have a place of their own for so many places of strangers; with those who wait for one, they hold 32 threads more. */
    public static final int PLACES_PER_LOGOUT_TOKEN = STRANGERS_WAITING_PER_PLACE + 1;

    private final Semaphore strangers;
    private final Semaphore known;
    private final Semaphore strangersWaiting;
    private final Semaphore knownWaiting;
    private final int strangersPerSecond;
    private final LongSupplier nanoTime;
    private long second;
    private int admittedInSecond;

    /**
     * @param places for strangers, and as many for those that are known
     * @param strangersPerSecond how many strangers at most
     * @param nanoTime monotonic time
     */
    public Admission(int places, int strangersPerSecond, LongSupplier nanoTime) {
        this.strangers = new Semaphore(places);
        this.known = new Semaphore(places);
        this.strangersWaiting = new Semaphore(places * STRANGERS_WAITING_PER_PLACE);
        this.knownWaiting = new Semaphore(places);
        this.strangersPerSecond = strangersPerSecond;
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong();
    }

    /**
     * Asks AM, once there is a place.
     *
     * @param isKnown whether AM has confirmed before what is in question
     * @param question to AM
     * @param turnedAway what it comes to when there is no place, or AM was asked about too many strangers within a second
     */
    public <T> T run(boolean isKnown, Supplier<T> question, Supplier<T> turnedAway) {
        return mayAsk(isKnown) ? check(isKnown, question, turnedAway) : turnedAway.get();
    }

    /**
     * Checks what may not need AM at all, once there is a place; whoever finds that it does {@linkplain #mayAsk asks} first.
     *
     * @param isKnown whether what is checked was confirmed before
     * @param check may wait for AM, or work
     * @param turnedAway what it comes to when there is no place
     */
    public <T> T check(boolean isKnown, Supplier<T> check, Supplier<T> turnedAway) {
        if (!places(isKnown).tryAcquire() && !waitForAPlace(isKnown)) {
            return turnedAway.get();
        }
        try {
            return check.get();
        } finally {
            places(isKnown).release();
        }
    }

    /** Whether AM may be asked now; about strangers only so often per second, and each yes counts. */
    public boolean mayAsk(boolean isKnown) {
        return isKnown || isWithinRate();
    }

    /** Places for those who wait for what somebody else finds out about a known session, or one of its tokens. */
    public Semaphore patient() {
        return patient(true);
    }

    /** Places for those who wait for a place, or for what somebody else finds out; shared by all strangers, or all that are known. */
    public Semaphore patient(boolean isKnown) {
        return isKnown ? knownWaiting : strangersWaiting;
    }

    private boolean waitForAPlace(boolean isKnown) {
        Semaphore waiting = patient(isKnown);
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return places(isKnown).tryAcquire(WAIT_FOR_A_PLACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    private Semaphore places(boolean isKnown) {
        return isKnown ? known : strangers;
    }

    private synchronized boolean isWithinRate() {
        long now = nanoTime.getAsLong();
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            admittedInSecond = 0;
        }
        if (admittedInSecond >= strangersPerSecond) {
            return false;
        }
        admittedInSecond++;
        return true;
    }
}
