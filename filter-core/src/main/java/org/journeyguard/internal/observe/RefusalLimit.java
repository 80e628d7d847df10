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
 * Passes a limited number of refusals of each reason per minute and counts the others. Reports the counts after each minute and on close,
 * so that passed and counted refusals always add up.
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

    /** Runs tasks after a delay. */
    @FunctionalInterface
    interface Later {
        /**
         * @return false if it will not run
         */
        boolean in(Duration pause, Runnable task);
    }

    /**
     * Refusals that did not pass.
     *
     * @param count at least one
     * @param since time of the first
     */
    record Counted(long count, Instant since) {}

    /** One minute of refusals for one reason. */
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
     * @param later reports counts after a delay
     * @param summary receives them, by reason; must be fast
     * @param nanoTime monotonic time
     */
    RefusalLimit(int most, Later later, BiConsumer<String, Counted> summary, Clock clock, LongSupplier nanoTime) {
        this.most = most;
        this.later = later;
        this.summary = summary;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns whether a refusal passes; otherwise it is counted. */
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

    /** Reports all counts; later refusals pass. */
    @Override
    public synchronized void close() {
        isClosed = true;
        Map.copyOf(periods).keySet().forEach(this::end);
    }
}
