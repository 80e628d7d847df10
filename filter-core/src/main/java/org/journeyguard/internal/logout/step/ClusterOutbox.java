package org.journeyguard.internal.logout.step;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.resilience.DelayedTasks;

/**
 * Keeps the steps of logouts in the engine that the nodes share. Each node retries its own; the engine holds a copy of them, which is written
 * before the first attempt. If a node dies, another takes its {@linkplain OutboxPartition partitions} over. While the engine does not answer,
 * new steps are kept in memory, and those that are in the engine wait.
 */
public final class ClusterOutbox implements Outbox {
    private static final System.Logger LOG = System.getLogger(ClusterOutbox.class.getName());
    /** The shortest pause between two looks at the directory. */
    static final Duration LOOK = Duration.ofSeconds(8);
    /** The longest pause is this much longer, so that nodes do not look all at the same time. */
    private static final Duration LOOK_VARIES = Duration.ofSeconds(2);
    /** A little longer than the longest pause. */
    private static final Duration LEASE_USABLE = Duration.ofSeconds(11);
    /** So that entries stay small. */
    private static final int MOST_STEPS = 8;

    private final SharedEntries shared;
    private final OutboxLeases leases;
    private final LogoutRetryQueue retries;
    private final Clock clock;
    private final RandomGenerator random;
    private final DelayedTasks tasks;
    private boolean isFailing;

    /**
     * @param retries retries the steps of other nodes
     * @param limit deadline of each attempt to run a step
     * @param patience how long a logout waits while another thread changes what the nodes share, before its steps are kept in memory
     * @param clock of the nodes; may differ by minutes
     * @param nanoTime monotonic time
     * @param random need not be secure
     * @param tasks runs the looks at the directory, one after the other; closed with this
     */
    public ClusterOutbox(
            Cluster cluster,
            LogoutRetryQueue retries,
            Duration limit,
            Duration patience,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            DelayedTasks tasks) {
        this.shared = cluster.quiet();
        this.leases =
                new OutboxLeases(shared, cluster.names(), LEASE_USABLE, limit, patience, random::nextLong, nanoTime);
        this.retries = retries;
        this.clock = clock;
        this.random = random;
        this.tasks = tasks;
        cluster.onResumed(() -> soon(this::work));
        soon(this::look);
    }

    private void soon(Runnable task) {
        boolean unused = tasks.in(Duration.ZERO, task);
    }

    private void look() {
        work();
        Duration varies = Duration.ofMillis(random.nextLong(LOOK_VARIES.toMillis() + 1));
        boolean unused = tasks.in(LOOK.plus(varies), this::look);
    }

    /** Renews the leases, takes over what other nodes have left, and stores what could not be stored before. */
    private void work() {
        try {
            leases.renew(retries.room() / OutboxPartition.SLOTS);
            leases.changed().forEach(OutboxEntry::store);
            leases.unread().forEach(each -> soon(() -> read(each)));
            isFailing = false;
        } catch (Unavailable e) {
            if (!isFailing) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The outbox of logouts is not available, steps are kept in memory: {0}",
                        e.getMessage());
            }
            isFailing = true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The outbox of logouts could not be worked off", e);
        }
    }

    private void read(OutboxPartition partition) {
        try {
            while (!partition.isRead() && leases.areUsable()) {
                Optional<SharedEntry> stored = shared.get(partition.nextName());
                stored.ifPresentOrElse(entry -> read(partition, entry), partition::readNothing);
            }
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.DEBUG, "Steps of another node will be read later: {0}", e.getMessage());
        }
    }

    private void read(OutboxPartition partition, SharedEntry stored) {
        Optional<List<LogoutStep>> steps = LogoutStepCodec.read(stored.value(), clock.instant());
        if (steps.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "Steps of a logout are left to nodes with a later version");
            partition.readUnknown();
            return;
        }
        OutboxEntry entry = new OutboxEntry(steps.get(), shared, clock, stored);
        if (leases.read(partition, entry)) {
            Steps kept = new Steps(List.of(entry));
            steps.get().forEach(each -> retries.takeOver(each, kept));
        }
    }

    @Override
    public Entry add(List<LogoutStep> steps) {
        List<LogoutStep> kept =
                steps.stream().filter(each -> !each.worthRetryingFor().isZero()).toList();
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += MOST_STEPS) {
            OutboxEntry entry = new OutboxEntry(kept.subList(i, Math.min(i + MOST_STEPS, kept.size())), shared, clock);
            leases.add(entry);
            entries.add(entry);
        }
        Steps added = new Steps(entries);
        added.store();
        return added;
    }

    /** The steps of a logout, in one entry or more. */
    private final class Steps implements Entry {
        private final List<OutboxEntry> entries;

        Steps(List<OutboxEntry> entries) {
            this.entries = List.copyOf(entries);
        }

        @Override
        public Permission permission(LogoutStep step) {
            return entries.stream()
                    .filter(each -> each.has(step))
                    .findFirst()
                    .map(this::permission)
                    .orElse(Permission.GRANTED);
        }

        private Permission permission(OutboxEntry entry) {
            if (!entry.isTakenOver() && !entry.isOnlyHere() && !leases.areUsable()) {
                try {
                    leases.ensure();
                } catch (Unavailable e) {
                    return Permission.LATER;
                }
            }
            return entry.isTakenOver() ? Permission.TAKEN_OVER : Permission.GRANTED;
        }

        @Override
        public void remove(LogoutStep step) {
            entries.forEach(each -> each.remove(step));
        }

        @Override
        public void replace(LogoutStep step, LogoutStep rest) {
            entries.forEach(each -> each.replace(step, rest));
        }

        @Override
        public void store() {
            try {
                for (OutboxEntry each : entries) {
                    if (each.isChanged()) {
                        leases.ensure();
                        each.store();
                    }
                }
            } catch (Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, "Steps of a logout will be stored later: {0}", e.getMessage());
            }
        }
    }

    /** Leaves the steps that are not over to other nodes. */
    @Override
    public void close() {
        tasks.close();
        try {
            leases.release();
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.DEBUG, "Other nodes will take the outbox over later: {0}", e.getMessage());
        }
    }
}
