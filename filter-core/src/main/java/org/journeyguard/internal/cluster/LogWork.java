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

/**
 * The entries that have to be written or read. The urgent ones come first, but every other turn is another queue's, so that a slow engine or
 * an entry that can't be written does not stop the others. For one thread.
 */
final class LogWork {
    private final Set<String> writes = new LinkedHashSet<>();
    private final Set<String> reads = new LinkedHashSet<>();
    private final Set<String> checks = new LinkedHashSet<>();
    private final Random random;
    private boolean hasJustWritten;

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
        Stream<Set<String>> queues =
                hasJustWritten ? Stream.of(reads, checks, writes) : Stream.of(writes, reads, checks);
        return queues.filter(queue -> !queue.isEmpty())
                .findFirst()
                .map(this::next)
                .orElse(null);
    }

    private Turn next(Set<String> queue) {
        hasJustWritten = queue == writes;
        String name = queue.iterator().next();
        queue.remove(name);
        return new Turn(name, queue);
    }

    boolean hasWrites() {
        return !writes.isEmpty();
    }
}
