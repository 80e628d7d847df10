package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Computes growing, random pauses between attempts, so that clients that lost the same server do not all return at once. */
public final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DoubleSupplier random;
    private Duration most = FIRST;

    /**
     * @param random from zero to one
     */
    public BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /** Returns how long to wait: one to two seconds at first, 30 to 60 seconds in the end. */
    public Duration next() {
        long half = most.toNanos() / 2;
        Duration pause = Duration.ofNanos(half + (long) (half * random.getAsDouble()));
        Duration twice = most.multipliedBy(2);
        most = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return pause;
    }

    /** Restarts with the shortest pause, after a success. */
    public void reset() {
        most = FIRST;
    }
}
