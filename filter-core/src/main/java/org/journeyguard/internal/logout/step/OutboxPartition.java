package org.journeyguard.internal.logout.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.cluster.EntryNames;
import org.jspecify.annotations.Nullable;

/**
 * A part of the outbox that one node at a time works off. Its entries have numbered slots, so that a node that takes it over finds them
 * without a list of them.
 */
final class OutboxPartition {
    static final int SLOTS = 128;

    private final long id;
    private final EntryNames names;
    private final Map<Integer, OutboxEntry> entries = new HashMap<>();
    private boolean isListed;
    private int read;
    private boolean isUnreadable;

    private OutboxPartition(long id, EntryNames names, boolean isListed, int read) {
        this.id = id;
        this.names = names;
        this.isListed = isListed;
        this.read = read;
    }

    /** Creates a new partition. */
    static OutboxPartition empty(long id, EntryNames names) {
        return new OutboxPartition(id, names, false, SLOTS);
    }

    /** Returns a partition of another node, whose entries still have to be read. */
    static OutboxPartition of(long id, EntryNames names) {
        return new OutboxPartition(id, names, true, 0);
    }

    long id() {
        return id;
    }

    private String name(int slot) {
        return names.of(EntryNames.Kind.OUTBOX_STEP, Long.toHexString(id) + "/" + slot);
    }

    /** Gives an entry a slot, and returns its name; null if all are in use. */
    synchronized @Nullable String add(OutboxEntry entry) {
        entries.values().removeIf(OutboxEntry::isOver);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (entries.putIfAbsent(slot, entry) == null) {
                return name(slot);
            }
        }
        return null;
    }

    /** Whether all entries of the node before have been read. */
    synchronized boolean isRead() {
        return read == SLOTS;
    }

    /** Returns the name of the next entry to read. */
    synchronized String nextName() {
        return name(read);
    }

    /** Records that the next slot has no entry. */
    synchronized void readNothing() {
        read++;
    }

    /** Adds the next entry. */
    synchronized void read(OutboxEntry entry) {
        entries.put(read, entry);
        read++;
    }

    /** Records that a later version has written the next entry. */
    synchronized void readUnknown() {
        isUnreadable = true;
        read++;
    }

    synchronized List<OutboxEntry> entries() {
        entries.values().removeIf(OutboxEntry::isOver);
        return List.copyOf(entries.values());
    }

    /** Whether all entries that this node can read are over. */
    synchronized boolean isOver() {
        return isRead() && entries().isEmpty();
    }

    /** Whether it has entries that only later versions can read. */
    synchronized boolean isUnreadable() {
        return isUnreadable;
    }

    /** Whether other nodes can find it. */
    synchronized boolean isListed() {
        return isListed;
    }

    synchronized void listed() {
        isListed = true;
    }
}
