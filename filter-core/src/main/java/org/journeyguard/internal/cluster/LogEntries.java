package org.journeyguard.internal.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of all logs in the engine, beside this node's copies. For one thread. */
final class LogEntries {
    private static final System.Logger LOG = System.getLogger(LogEntries.class.getName());
    /** How often it is tried to write an entry that other nodes write at the same time. */
    private static final int ATTEMPTS = 5;

    private final SharedEntries entries;
    private final LogCopies copies;
    private final Clock clock;
    /** This node's last segment, as this node has written it. */
    private @Nullable SharedEntry tail;
    /** Whether the engine had the directory when this node last used it. */
    private boolean hasDirectory;

    private boolean hasLost;

    LogEntries(SharedEntries entries, LogCopies copies, Clock clock) {
        this.entries = entries;
        this.copies = copies;
        this.clock = clock;
    }

    /**
     * Merges an entry and its copy, and writes the entry if it lacks something.
     *
     * @return false if other nodes have changed it too often meanwhile
     * @throws org.journeyguard.Unavailable if the engine does not answer
     */
    boolean synchronize(String name) {
        boolean isDirectory = name.equals(copies.directoryName());
        boolean wasThere =
                isDirectory ? hasDirectory : tail != null && tail.name().equals(name);
        if (copies.isOwn(name) && append(name)) {
            return true;
        }
        Optional<SharedEntry> present = Optional.empty();
        for (int i = 0; i < ATTEMPTS; i++) {
            present = entries.get(name);
            Optional<byte[]> missing = copies.merge(name, present.map(SharedEntry::value), clock.instant());
            Optional<SharedEntry> next = missing.isEmpty() ? present : write(name, present, missing.get());
            if (missing.isEmpty() || next.isPresent()) {
                tail = copies.isOwn(name) ? next.orElse(null) : tail;
                hasDirectory = isDirectory ? next.isPresent() : hasDirectory;
                hasLost |= wasThere && present.isEmpty() && next.isPresent();
                return true;
            }
        }
        if (present.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The log of what has ended can't be read: do all nodes have the same journey.cluster.secret?");
        }
        return present.isEmpty();
    }

    /** Whether the engine has lost, since the last time, what this node had seen there: all entries, because it loses no single one. */
    boolean takeLoss() {
        boolean taken = hasLost;
        hasLost = false;
        return taken;
    }

    /** Adds the new records to this node's last segment, which no other node writes; false if it is not as this node left it. */
    private boolean append(String name) {
        byte[] octets = copies.octets(name);
        if (tail == null || !tail.name().equals(name) || tail.value().length == octets.length) {
            return false;
        }
        tail = entries.replaced(tail, octets, lasts(name)).orElse(null);
        return tail != null;
    }

    private Optional<SharedEntry> write(String name, Optional<SharedEntry> present, byte[] next) {
        return present.isPresent()
                ? entries.replaced(present.get(), next, lasts(name))
                : entries.added(name, next, lasts(name));
    }

    private Duration lasts(String name) {
        return Duration.between(clock.instant(), copies.expiresAt(name));
    }
}
