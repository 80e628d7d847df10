package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.logout.step.OutboxDirectory.Lease;

/**
 * The partitions of the outbox that this node has leased. Leases do not depend on the clocks of the nodes: an owner stops using a lease some
 * time after it began to renew it, and other nodes take over a lease that they have seen unchanged for longer than that.
 * One thread at a time changes the directory, and a logout waits for it only so long.
 */
final class OutboxLeases {
    /** Longer than an application is out of use, so that nodes that start find what those before them have left. */
    private static final Duration DIRECTORY_LASTS = Duration.ofDays(30);
    /** How often a change of the directory is tried, because other nodes change it too. */
    private static final int ATTEMPTS = 10;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final SharedEntries shared;
    private final EntryNames names;
    private final String directoryName;
    private final long node;
    private final Duration usable;
    private final Duration patience;
    private final LongSupplier nanoTime;
    /** Held by the thread that changes the directory; guards the next three. */
    private final ReentrantLock changing = new ReentrantLock();

    private final LeaseSightings sightings;
    /** Partitions that only later versions can work off. */
    private final Set<Long> unreadable = new HashSet<>();

    private long notBefore;
    private final OwnedPartitions owned;
    private volatile long usableUntil;

    /**
     * @param usable how long a lease is used after it was renewed
     * @param attempt how long an attempt to run a step may take, which has to end before another node takes the lease over
     * @param patience how long a logout waits for another thread that changes the directory
     * @param random for the ids of the node and of its partitions
     * @param nanoTime monotonic time
     */
    OutboxLeases(
            SharedEntries shared,
            EntryNames names,
            Duration usable,
            Duration attempt,
            Duration patience,
            LongSupplier random,
            LongSupplier nanoTime) {
        this.shared = shared;
        this.names = names;
        this.directoryName = names.of(EntryNames.Kind.OUTBOX_DIRECTORY, "");
        // never that of no owner
        this.node = random.getAsLong() | 1;
        this.usable = usable;
        this.patience = patience;
        this.sightings = new LeaseSightings(usable.plus(attempt));
        this.nanoTime = nanoTime;
        this.owned = new OwnedPartitions(names, random);
        this.usableUntil = nanoTime.getAsLong();
        this.notBefore = usableUntil;
    }

    /** Gives a new entry a slot in one of this node's partitions. */
    void add(OutboxEntry entry) {
        owned.add(entry);
    }

    /** Adds an entry of another node, unless its partition is no longer leased. */
    boolean read(OutboxPartition partition, OutboxEntry entry) {
        return owned.read(partition, entry);
    }

    /** Whether the leases can be used now. */
    boolean areUsable() {
        return nanoTime.getAsLong() - usableUntil < 0;
    }

    private boolean isEnsured() {
        return areUsable() && owned.areListed();
    }

    /**
     * Ensures that other nodes can find all entries, and leave them to this one.
     *
     * @throws Unavailable if the engine fails, or another thread keeps changing the directory
     */
    void ensure() {
        if (isEnsured()) {
            return;
        }
        if (!isTurn()) {
            throw new Unavailable("The directory of the outbox is being changed", SOON);
        }
        try {
            if (!isEnsured()) {
                changeUnlessFailing();
            }
        } finally {
            changing.unlock();
        }
    }

    private boolean isTurn() {
        try {
            return changing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void changeUnlessFailing() {
        if (nanoTime.getAsLong() - notBefore < 0) {
            throw new Unavailable("The cluster's engine has just failed", SOON);
        }
        try {
            change(true, 0);
        } catch (Unavailable e) {
            // so that not each logout waits for the engine
            notBefore = nanoTime.getAsLong() + SOON.toNanos();
            throw e;
        }
    }

    /** Returns the entries that have to be stored. */
    List<OutboxEntry> changed() {
        return owned.changed();
    }

    /** Returns the partitions that still have to be read. */
    List<OutboxPartition> unread() {
        return owned.unread();
    }

    /**
     * Renews all leases, gives up partitions that are over, and takes over those that other nodes have left.
     *
     * @param room how many partitions this node can take over
     * @throws Unavailable if the engine fails
     */
    void renew(int room) {
        change(true, room);
    }

    /**
     * Gives up all leases, so that other nodes need not wait for their end.
     *
     * @throws Unavailable if the engine fails
     */
    void release() {
        change(false, 0);
    }

    private void change(boolean isKept, int room) {
        changing.lock();
        try {
            tryToChange(isKept, room);
        } finally {
            changing.unlock();
        }
    }

    private void tryToChange(boolean isKept, int room) {
        for (int i = 0; i < ATTEMPTS; i++) {
            long begin = nanoTime.getAsLong();
            Optional<SharedEntry> present = shared.get(directoryName);
            OutboxDirectory directory = present.isEmpty()
                    ? OutboxDirectory.EMPTY
                    : OutboxDirectory.read(present.get().value())
                            .orElseThrow(() -> new Unavailable("A later version has written the outbox", SOON));
            follow(directory);
            Map<Long, OutboxPartition> before = owned.all();
            Map<Long, OutboxPartition> next = isKept ? next(directory, before, begin, room) : Map.of();
            sightings.add(directory, nanoTime.getAsLong());
            if (write(present, directory, changed(directory, before, next))) {
                next.values().forEach(OutboxPartition::listed);
                owned.replace(before, next);
                usableUntil = begin + usable.toNanos();
                return;
            }
        }
        throw new Unavailable("The directory of the outbox could not be changed", SOON);
    }

    /** Loses what other nodes have taken over; stores again what the engine has lost. */
    private void follow(OutboxDirectory directory) {
        for (OutboxPartition each : owned.all().values()) {
            Lease lease = directory.lease(each.id());
            if (lease == null && each.isListed()) {
                each.entries().forEach(OutboxEntry::storeAgain);
            } else if (lease != null && lease.owner() != node) {
                owned.lose(each);
            }
        }
    }

    private Map<Long, OutboxPartition> next(
            OutboxDirectory directory, Map<Long, OutboxPartition> before, long now, int room) {
        Map<Long, OutboxPartition> next = owned.needed();
        directory.leases().entrySet().stream()
                .filter(each -> !before.containsKey(each.getKey())
                        && !unreadable.contains(each.getKey())
                        && sightings.isOver(each.getKey(), each.getValue(), now))
                .limit(room)
                .forEach(each -> next.put(each.getKey(), OutboxPartition.of(each.getKey(), names)));
        return next;
    }

    private OutboxDirectory changed(
            OutboxDirectory directory, Map<Long, OutboxPartition> before, Map<Long, OutboxPartition> next) {
        OutboxDirectory changed = directory;
        for (OutboxPartition each : before.values()) {
            Lease lease = directory.lease(each.id());
            if (lease != null && !next.containsKey(each.id())) {
                boolean isOver = each.isOver() && !each.isUnreadable();
                changed = isOver ? changed.without(each.id()) : changed.with(each.id(), lease.of(Lease.NO_OWNER));
            }
            if (each.isUnreadable()) {
                unreadable.add(each.id());
            }
        }
        for (long id : next.keySet()) {
            Lease lease = directory.lease(id);
            changed = changed.with(id, lease == null ? new Lease(node, 0) : lease.of(node));
        }
        return changed;
    }

    private boolean write(Optional<SharedEntry> present, OutboxDirectory directory, OutboxDirectory next) {
        return next == directory
                || (present.isPresent()
                        ? shared.replace(present.get(), next.octets(), DIRECTORY_LASTS)
                        : shared.putIfAbsent(directoryName, next.octets(), DIRECTORY_LASTS));
    }
}
