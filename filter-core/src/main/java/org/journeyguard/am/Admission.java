package org.journeyguard.am;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Who may be in question at AM: a bounded number at once, and of strangers a bounded number per second. Sessions and tokens that AM has
 * confirmed before have places of their own, so that a flood of strangers does not keep them from being confirmed again.
 */
public final class Admission {
    /** How long to wait for a place before it counts as silence. */
    public static final Duration WAIT_FOR_A_PLACE = Duration.ofSeconds(1);

    /**
     * For each place that strangers have, so many may wait for one, and for each of a known session one: each of them holds a
     * thread of the server. With 32 places that are 192 threads at most, and servers have 200 and more.
     */
    public static final int STRANGERS_WAITING_PER_PLACE = 3;

    private final Semaphore strangers;
    private final Semaphore known;
    private final Semaphore strangersWaiting;
    private final Semaphore knownWaiting;
    private final Semaphore patient;
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
        this.patient = new Semaphore(places);
        this.strangersPerSecond = strangersPerSecond;
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong();
    }

    /**
     * Asks, once there is a place.
     *
     * @param isKnown whether AM has confirmed before what is in question
     * @param question to AM
     * @param turnedAway what it comes to when there is no place
     */
    public <T> T run(boolean isKnown, Supplier<T> question, Supplier<T> turnedAway) {
        if (!enter(isKnown)) {
            return turnedAway.get();
        }
        try {
            return question.get();
        } finally {
            places(isKnown).release();
        }
    }

    private boolean enter(boolean isKnown) {
        if (!isKnown && !isWithinRate()) {
            return false;
        }
        return places(isKnown).tryAcquire() || waitForAPlace(isKnown);
    }

    /** Places for those who wait for what somebody else asks, shared by all of them. */
    public Semaphore patient() {
        return patient;
    }

    private boolean waitForAPlace(boolean isKnown) {
        Semaphore waiting = isKnown ? knownWaiting : strangersWaiting;
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
