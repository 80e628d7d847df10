package org.journeyguard.internal.logout.step;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The list of all partitions of the outbox, and which node has leased each of them. Not changed after it was made.
 *
 * <p>Form: one octet for the version, then 20 octets for each partition: 8 for its id, 8 for its owner, 4 for the renewals of its lease.
 */
final class OutboxDirectory {
    static final OutboxDirectory EMPTY = new OutboxDirectory(new TreeMap<>());
    private static final byte VERSION = 1;
    private static final int PARTITION_OCTETS = 2 * Long.BYTES + Integer.BYTES;

    private final SortedMap<Long, Lease> leases;

    /**
     * A node's lease on a partition. It ends when it is not renewed: other nodes time it by their own clocks.
     *
     * @param owner the node; 0 if it has given the partition up
     * @param renewals how often it was renewed
     */
    record Lease(long owner, int renewals) {
        static final long NO_OWNER = 0;

        /** Returns the next lease. */
        Lease of(long next) {
            return new Lease(next, renewals + 1);
        }

        boolean isSame(Lease other) {
            return owner == other.owner && renewals == other.renewals;
        }
    }

    private OutboxDirectory(SortedMap<Long, Lease> leases) {
        this.leases = leases;
    }

    /** Reads a value; empty if a later version has written it. */
    static Optional<OutboxDirectory> read(byte[] value) {
        if (value.length == 0 || value[0] != VERSION || (value.length - 1) % PARTITION_OCTETS != 0) {
            return Optional.empty();
        }
        TreeMap<Long, Lease> leases = new TreeMap<>();
        ByteBuffer left = ByteBuffer.wrap(value).position(1);
        while (left.hasRemaining()) {
            leases.put(left.getLong(), new Lease(left.getLong(), left.getInt()));
        }
        return Optional.of(new OutboxDirectory(leases));
    }

    byte[] octets() {
        ByteBuffer octets = ByteBuffer.allocate(1 + leases.size() * PARTITION_OCTETS);
        octets.put(VERSION);
        leases.forEach((partition, lease) ->
                octets.putLong(partition).putLong(lease.owner).putInt(lease.renewals));
        return octets.array();
    }

    /** Returns the leases by their partitions. */
    Map<Long, Lease> leases() {
        return Map.copyOf(leases);
    }

    @Nullable
    Lease lease(long partition) {
        return leases.get(partition);
    }

    OutboxDirectory with(long partition, Lease lease) {
        TreeMap<Long, Lease> all = new TreeMap<>(leases);
        all.put(partition, lease);
        return new OutboxDirectory(all);
    }

    OutboxDirectory without(long partition) {
        TreeMap<Long, Lease> all = new TreeMap<>(leases);
        all.remove(partition);
        return new OutboxDirectory(all);
    }
}
