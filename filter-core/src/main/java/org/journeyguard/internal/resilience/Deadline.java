package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in monotonic time by which a call must end, including all its requests. */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /**
     * @param limit from now on
     * @param nanoTime monotonic time, as {@link System#nanoTime()}
     */
    public static Deadline in(Duration limit, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + limit.toNanos());
    }

    /** Returns the remaining time, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }
}
