package org.journeyguard.am;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing pauses between attempts, of random length, so that many who lost the same server do not come back at once. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DoubleSupplier random;
    private Duration most = FIRST;

    /**
     * @param random from zero to one
     */
    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to wait: one to two seconds at first, half a minute to a minute in the end. */
    Duration next() {
        long half = most.toNanos() / 2;
        Duration pause = Duration.ofNanos(half + (long) (half * random.getAsDouble()));
        Duration twice = most.multipliedBy(2);
        most = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        return pause;
    }

    /** All went well. */
    void reset() {
        most = FIRST;
    }
}
