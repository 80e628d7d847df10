package org.journeyguard.it;

import java.time.Duration;
import java.util.Collection;

/**
 * When something happened.
 *
 * @param begun in nanoseconds of {@link System#nanoTime()}
 * @param ended as well
 */
record Timed(long begun, long ended) {

    static Timed of(Runnable action) {
        long begun = System.nanoTime();
        action.run();
        return new Timed(begun, System.nanoTime());
    }

    Duration length() {
        return Duration.ofNanos(ended - begun);
    }

    /** How much longer than half of the others those took that happened at the same time, if only in part; all together. */
    Duration delaysOf(Collection<Timed> others) {
        Duration usual = median(others);
        return others.stream()
                .filter(other -> other.begun - ended < 0 && begun - other.ended < 0)
                .map(other -> other.length().minus(usual))
                .filter(delay -> !delay.isNegative())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration median(Collection<Timed> all) {
        return all.stream().map(Timed::length).sorted().toList().get(all.size() / 2);
    }

    /** In words. */
    static String summary(Collection<Timed> all) {
        long longest =
                all.stream().mapToLong(one -> one.length().toMillis()).max().orElseThrow();
        return "%d times, median %d ms, longest %d ms"
                .formatted(all.size(), median(all).toMillis(), longest);
    }
}
