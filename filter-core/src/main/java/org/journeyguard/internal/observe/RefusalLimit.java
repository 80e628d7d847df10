package org.journeyguard.internal.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Lets so many refusals of each reason pass in a minute, and counts the others. The number is handed over when the minute is over, and at
 * the end, so that passed and counted refusals are always all that there were.
 */
final class RefusalLimit implements AutoCloseable {
    static final Duration PERIOD = Duration.ofMinutes(1);

    private final int most;
    private final Later later;
    private final BiConsumer<String, Counted> summary;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Period> periods = new TreeMap<>();
    private boolean isClosed;

    /** Does things after a while. */
    @FunctionalInterface
    interface Later {
        /**
         * @return false when it will not be done
         */
        boolean in(Duration pause, Runnable task);
    }

    /**
     * Refusals that did not pass.
     *
     * @param count at least one
     * @param since when the first of them was
     */
    record Counted(long count, Instant since) {}

    /** A minute of refusals for one reason. */
    private static final class Period {
        private final long since;
        private int passed;
        private long counted;
        private Instant countedSince = Instant.EPOCH;

        Period(long since) {
            this.since = since;
        }
    }

    /**
     * @param most how many pass in a minute, by reason
     * @param later hands numbers over in time
     * @param summary receives them, by reason; quick
     * @param nanoTime monotonic time
     */
    RefusalLimit(int most, Later later, BiConsumer<String, Counted> summary, Clock clock, LongSupplier nanoTime) {
        this.most = most;
        this.later = later;
        this.summary = summary;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether a refusal passes; if not, it is counted. */
    synchronized boolean passes(String reason) {
        if (isClosed) {
            return true;
        }
        long now = nanoTime.getAsLong();
        Period period = periods.get(reason);
        if (period == null || now - period.since >= PERIOD.toNanos()) {
            end(reason);
            period = new Period(now);
            periods.put(reason, period);
        }
        if (period.passed < most) {
            period.passed++;
            return true;
        }
        if (period.counted == 0) {
            period.countedSince = clock.instant();
            Period full = period;
            Duration left = PERIOD.minusNanos(now - period.since);
            if (!later.in(left, () -> endIfPresent(reason, full))) {
                return true;
            }
        }
        period.counted++;
        return false;
    }

    private synchronized void endIfPresent(String reason, Period period) {
        if (periods.get(reason) == period) {
            end(reason);
        }
    }

    private void end(String reason) {
        Optional.ofNullable(periods.remove(reason))
                .filter(period -> period.counted > 0)
                .ifPresent(period -> summary.accept(reason, new Counted(period.counted, period.countedSince)));
    }

    /** Hands all numbers over; what comes later passes. */
    @Override
    public synchronized void close() {
        isClosed = true;
        Map.copyOf(periods).keySet().forEach(this::end);
    }
}
