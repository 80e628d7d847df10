package org.journeyguard.internal.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries that have to be written or read, the urgent ones first. For one thread. */
final class LogWork {
    private final Set<String> writes = new LinkedHashSet<>();
    private final Set<String> reads = new LinkedHashSet<>();
    private final Set<String> checks = new LinkedHashSet<>();
    private final Random random;

    /**
     * An entry's turn.
     *
     * @param queue to which it goes back if the engine fails
     */
    record Turn(String name, Set<String> queue) {}

    /**
     * @param seed so that nodes check entries in different orders, and the first to miss one is another for each
     */
    LogWork(long seed) {
        this.random = new Random(seed);
    }

    void write(String name) {
        writes.add(name);
    }

    void read(String name) {
        reads.add(name);
    }

    /**
     * Checks entries when nothing else is to be done.
     *
     * @param names the first of them is checked before the others
     */
    void check(Collection<String> names) {
        List<String> others = new ArrayList<>(names);
        checks.add(others.remove(0));
        Collections.shuffle(others, random);
        checks.addAll(others);
    }

    /** Takes the next entry; null if there is none. */
    @Nullable
    Turn next() {
        return Stream.of(writes, reads, checks)
                .filter(queue -> !queue.isEmpty())
                .findFirst()
                .map(queue -> {
                    String name = queue.iterator().next();
                    queue.remove(name);
                    return new Turn(name, queue);
                })
                .orElse(null);
    }

    boolean hasWrites() {
        return !writes.isEmpty();
    }
}
