package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.logout.step.OutboxDirectory.Lease;

/**
 * The partitions of the outbox that this node has leased. Leases do not depend on the clocks of the nodes: an owner stops using a lease some
 * time after it began to renew it, and other nodes take over a lease that they have seen unchanged for longer than that.
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
    private final LongSupplier random;
    private final long node;
    private final Duration usable;
    private final LongSupplier nanoTime;
    private final Map<Long, OutboxPartition> owned = new HashMap<>();
    private final LeaseSightings sightings;
    /** Partitions that only later versions can work off. */
    private final Set<Long> unreadable = new HashSet<>();

    private OutboxPartition current;
    private long usableUntil;
    private long notBefore;

    /**
     * @param usable how long a lease is used after it was renewed
     * @param attempt how long an attempt to run a step may take, which has to end before another node takes the lease over
     * @param random for the ids of the node and of its partitions
     * @param nanoTime monotonic time
     */
    OutboxLeases(
            SharedEntries shared,
            EntryNames names,
            Duration usable,
            Duration attempt,
            LongSupplier random,
            LongSupplier nanoTime) {
        this.shared = shared;
        this.names = names;
        this.directoryName = names.of(EntryNames.Kind.OUTBOX_DIRECTORY, "");
        this.random = random;
        // never that of no owner
        this.node = random.getAsLong() | 1;
        this.usable = usable;
        this.sightings = new LeaseSightings(usable.plus(attempt));
        this.nanoTime = nanoTime;
        this.current = newPartition();
        this.usableUntil = nanoTime.getAsLong();
        this.notBefore = usableUntil;
    }

    private OutboxPartition newPartition() {
        return OutboxPartition.empty(random.getAsLong(), names);
    }

    /** Gives an entry a slot in one of this node's partitions. */
    synchronized void add(OutboxEntry entry) {
        if (!current.add(entry)) {
            current = newPartition();
            boolean unused = current.add(entry);
        }
        owned.put(current.id(), current);
    }

    /** Whether the leases can be used now. */
    synchronized boolean areUsable() {
        return nanoTime.getAsLong() - usableUntil < 0;
    }

    /**
     * Ensures that other nodes can find all entries, and leave them to this one.
     *
     * @throws Unavailable if the engine fails
     */
    synchronized void ensure() {
        if (areUsable() && owned.values().stream().allMatch(OutboxPartition::isListed)) {
            return;
        }
        if (nanoTime.getAsLong() - notBefore < 0) {
            throw new Unavailable("The cluster's engine has just failed", SOON);
        }
        try {
            renew(0);
        } catch (Unavailable e) {
            // so that those who wait for their turn here do not wait for the engine too
            notBefore = nanoTime.getAsLong() + SOON.toNanos();
            throw e;
        }
    }

    /** Adds an entry of another node, unless its partition is no longer leased. */
    synchronized boolean read(OutboxPartition partition, OutboxEntry entry) {
        boolean isLeased = owned.get(partition.id()) == partition;
        if (isLeased) {
            partition.read(entry);
        }
        return isLeased;
    }

    /** Returns the entries that have to be stored. */
    synchronized List<OutboxEntry> changed() {
        return owned.values().stream()
                .flatMap(each -> each.entries().stream())
                .filter(OutboxEntry::isChanged)
                .toList();
    }

    /** Returns the partitions that still have to be read. */
    synchronized List<OutboxPartition> unread() {
        return owned.values().stream().filter(each -> !each.isRead()).toList();
    }

    /**
     * Renews all leases, gives up partitions that are over, and takes over those that other nodes have left.
     *
     * @param room how many partitions this node can take over
     * @throws Unavailable if the engine fails
     */
    synchronized void renew(int room) {
        change(true, room);
    }

    /**
     * Gives up all leases, so that other nodes need not wait for their end.
     *
     * @throws Unavailable if the engine fails
     */
    synchronized void release() {
        change(false, 0);
    }

    private void change(boolean isKept, int room) {
        for (int i = 0; i < ATTEMPTS; i++) {
            long begin = nanoTime.getAsLong();
            Optional<SharedEntry> present = shared.get(directoryName);
            OutboxDirectory directory = present.isEmpty()
                    ? OutboxDirectory.EMPTY
                    : OutboxDirectory.read(present.get().value())
                            .orElseThrow(() -> new Unavailable("A later version has written the outbox", SOON));
            follow(directory);
            Map<Long, OutboxPartition> next = isKept ? next(directory, begin, room) : Map.of();
            sightings.add(directory, nanoTime.getAsLong());
            if (write(present, directory, changed(directory, next))) {
                owned.clear();
                owned.putAll(next);
                next.values().forEach(OutboxPartition::listed);
                usableUntil = begin + usable.toNanos();
                return;
            }
        }
        throw new Unavailable("The directory of the outbox could not be changed", SOON);
    }

    /** Loses what other nodes have taken over; stores again what the engine has lost. */
    private void follow(OutboxDirectory directory) {
        for (OutboxPartition each : List.copyOf(owned.values())) {
            Lease lease = directory.lease(each.id());
            if (lease == null && each.isListed()) {
                each.entries().forEach(OutboxEntry::storeAgain);
            } else if (lease != null && lease.owner() != node) {
                List<OutboxEntry> entries = each.entries();
                List<OutboxEntry> onlyHere =
                        entries.stream().filter(entry -> !entry.isStored()).toList();
                owned.remove(each.id());
                current = each == current ? newPartition() : current;
                entries.stream().filter(entry -> !onlyHere.contains(entry)).forEach(OutboxEntry::takenOver);
                onlyHere.forEach(this::add);
            }
        }
    }

    private Map<Long, OutboxPartition> next(OutboxDirectory directory, long now, int room) {
        Map<Long, OutboxPartition> next = new HashMap<>(owned);
        next.values().removeIf(OutboxPartition::isOver);
        if (current.isOver()) {
            current = newPartition();
        }
        directory.leases().entrySet().stream()
                .filter(each -> !owned.containsKey(each.getKey())
                        && !unreadable.contains(each.getKey())
                        && sightings.isOver(each.getKey(), each.getValue(), now))
                .limit(room)
                .forEach(each -> next.put(each.getKey(), OutboxPartition.of(each.getKey(), names)));
        return next;
    }

    private OutboxDirectory changed(OutboxDirectory directory, Map<Long, OutboxPartition> next) {
        OutboxDirectory changed = directory;
        for (OutboxPartition each : owned.values()) {
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
