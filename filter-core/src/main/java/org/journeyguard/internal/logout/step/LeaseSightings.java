package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.internal.logout.step.OutboxDirectory.Lease;

/** Since when this node has seen the leases of others unchanged, by its own clock. */
final class LeaseSightings {
    private final Duration limit;
    private final Map<Long, Sighting> sightings = new HashMap<>();

    private record Sighting(Lease lease, long since) {}

    /**
     * @param limit how long a lease is seen unchanged before it is over
     */
    LeaseSightings(Duration limit) {
        this.limit = limit;
    }

    /**
     * Adds the leases of a directory.
     *
     * @param now monotonic time after it was read
     */
    void add(OutboxDirectory directory, long now) {
        sightings.keySet().removeIf(each -> directory.lease(each) == null);
        directory
                .leases()
                .forEach((partition, lease) -> sightings.compute(partition, (id, seen) -> {
                    return seen != null && seen.lease.isSame(lease) ? seen : new Sighting(lease, now);
                }));
    }

    /**
     * Whether a lease was given up, or not renewed in time.
     *
     * @param now monotonic time before it was read
     */
    boolean isOver(long partition, Lease lease, long now) {
        Sighting sighting = sightings.get(partition);
        return lease.owner() == Lease.NO_OWNER
                || (sighting != null && sighting.lease.isSame(lease) && now - sighting.since >= limit.toNanos());
    }
}
