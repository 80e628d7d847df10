package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.spi.ClusterEntries;

/**
 * Encrypted entries that all nodes share. Each operation is one call to the engine, and throws {@link Unavailable} if the engine does not
 * answer in time; the outcome of a write is unknown then. An entry that can't be decrypted is as if it were not there, but is neither
 * replaced nor removed.
 */
public final class SharedEntries {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final ClusterEntries entries;
    private final EntrySeal seal;
    private final ClusterCalls calls;

    SharedEntries(ClusterEntries entries, EntrySeal seal, ClusterCalls calls) {
        this.entries = entries;
        this.seal = seal;
        this.calls = calls;
    }

    /** Returns an entry; empty if there is none that can be decrypted. */
    public Optional<SharedEntry> get(String name) {
        return calls.run("get", () -> entries.get(name))
                .flatMap(stored -> seal.open(name, stored).map(value -> new SharedEntry(name, value, stored)));
    }

    /**
     * Adds an entry, unless there is one.
     *
     * @param lasts after which it expires
     * @return whether it was added
     */
    public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
        return added(name, value, lasts).isPresent();
    }

    /** Adds an entry like {@link #putIfAbsent}, and returns it; empty if it was not added. */
    public Optional<SharedEntry> added(String name, byte[] value, Duration lasts) {
        byte[] stored = seal.seal(name, value);
        boolean isAdded = calls.run("putIfAbsent", () -> entries.putIfAbsent(name, stored, atLeastShortest(lasts)));
        return isAdded ? Optional.of(new SharedEntry(name, value, stored)) : Optional.empty();
    }

    /**
     * Replaces an entry, if it is still as it was read.
     *
     * @param lasts after which it expires
     * @return whether it was replaced
     */
    public boolean replace(SharedEntry present, byte[] next, Duration lasts) {
        return replaced(present, next, lasts).isPresent();
    }

    /** Replaces an entry like {@link #replace}, and returns the new one; empty if it was not replaced. */
    public Optional<SharedEntry> replaced(SharedEntry present, byte[] next, Duration lasts) {
        byte[] stored = seal.seal(present.name(), next);
        boolean isReplaced = calls.run(
                "replace", () -> entries.replace(present.name(), present.stored(), stored, atLeastShortest(lasts)));
        return isReplaced ? Optional.of(new SharedEntry(present.name(), next, stored)) : Optional.empty();
    }

    /**
     * Removes an entry, if it is still as it was read.
     *
     * @return whether it was removed; true for only one of several concurrent callers
     */
    public boolean remove(SharedEntry present) {
        return calls.run("remove", () -> entries.remove(present.name(), present.stored()));
    }

    private static Duration atLeastShortest(Duration lasts) {
        return lasts.compareTo(SHORTEST) < 0 ? SHORTEST : lasts;
    }
}
