package org.journeyguard.internal.logout.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.journeyguard.internal.cluster.EntryNames;

/** The partitions that this node works off, as far as it knows. Thread-safe; its monitor is never held during a call to the engine. */
final class OwnedPartitions {
    private final EntryNames names;
    private final LongSupplier random;
    private final Map<Long, OutboxPartition> all = new HashMap<>();
    private OutboxPartition current;

    /**
     * @param random for the ids of new partitions
     */
    OwnedPartitions(EntryNames names, LongSupplier random) {
        this.names = names;
        this.random = random;
        this.current = newPartition();
    }

    private OutboxPartition newPartition() {
        return OutboxPartition.empty(random.getAsLong(), names);
    }

    /** Gives an entry a slot. May wait while the entry is stored. */
    void add(OutboxEntry entry) {
        entry.name(slotFor(entry));
    }

    private synchronized String slotFor(OutboxEntry entry) {
        String slot = current.add(entry);
        while (slot == null) {
            current = newPartition();
            slot = current.add(entry);
        }
        all.put(current.id(), current);
        return slot;
    }

    /** Adds an entry of another node, unless its partition is no longer one of these. */
    synchronized boolean read(OutboxPartition partition, OutboxEntry entry) {
        boolean isOwned = all.get(partition.id()) == partition;
        if (isOwned) {
            partition.read(entry);
        }
        return isOwned;
    }

    /** Whether other nodes can find all of them. */
    synchronized boolean areListed() {
        return all.values().stream().allMatch(OutboxPartition::isListed);
    }

    /** Returns all, by their ids. */
    synchronized Map<Long, OutboxPartition> all() {
        return Map.copyOf(all);
    }

    /** Returns the entries that have to be stored. */
    List<OutboxEntry> changed() {
        return all().values().stream()
                .flatMap(each -> each.entries().stream())
                .filter(OutboxEntry::isChanged)
                .toList();
    }

    /** Returns those that still have to be read. */
    List<OutboxPartition> unread() {
        return all().values().stream().filter(each -> !each.isRead()).toList();
    }

    /** Returns those that are not over, by their ids. No other gets an entry from now on. */
    synchronized Map<Long, OutboxPartition> needed() {
        if (current.isOver()) {
            current = newPartition();
        }
        Map<Long, OutboxPartition> needed = new HashMap<>(all);
        needed.values().removeIf(OutboxPartition::isOver);
        return needed;
    }

    /**
     * Loses a partition that another node has taken over; entries that the engine does not have get another slot.
     *
     * @throws org.journeyguard.Unavailable if the engine fails; nothing is lost then
     */
    void lose(OutboxPartition lost) {
        fill(lost);
        List<OutboxEntry> entries = lost.entries();
        List<OutboxEntry> onlyHere =
                entries.stream().filter(entry -> !entry.isStored()).toList();
        remove(lost);
        entries.stream().filter(entry -> !onlyHere.contains(entry)).forEach(OutboxEntry::takenOver);
        onlyHere.forEach(this::add);
    }

    /** Adds no more entries to a partition. */
    private synchronized void fill(OutboxPartition partition) {
        if (partition == current) {
            current = newPartition();
        }
    }

    private synchronized void remove(OutboxPartition partition) {
        all.remove(partition.id());
    }

    /** Replaces some, which may be all but those that were added since, by others. */
    synchronized void replace(Map<Long, OutboxPartition> some, Map<Long, OutboxPartition> others) {
        all.keySet().removeAll(some.keySet());
        all.putAll(others);
    }
}
