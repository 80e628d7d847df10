package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing pauses between attempts, of random length, so that many who lost the same server do not come back at once. */
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

    /** Returns how long to wait: one to two seconds at first, half a minute to a minute in the end. */
    public Duration next() {
        long half = most.toNanos() / 2;
        Duration pause = Duration.ofNanos(half + (long) (half * random.getAsDouble()));
        Duration twice = most.multipliedBy(2);
        most = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return pause;
    }

    /** Begins again with the shortest pause, after a success. */
    public void reset() {
        most = FIRST;
    }
}
