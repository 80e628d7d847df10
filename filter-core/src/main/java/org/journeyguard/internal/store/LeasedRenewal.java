package org.journeyguard.internal.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;

/** Runs the renewal of a session's tokens while no other node does. */
public final class LeasedRenewal {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final RenewalLeases leases;

    /**
     * @param leases taken for each renewal
     */
    public LeasedRenewal(RenewalLeases leases) {
        this.leases = leases;
    }

    /**
     * Runs a renewal.
     *
     * @return its result; empty if another node has the lease until the deadline
     * @throws Unavailable if the store does not answer
     */
    public <T> Optional<T> run(TokenDigest session, Deadline deadline, Supplier<T> renewal) {
        if (!isTaken(session, deadline)) {
            return Optional.empty();
        }
        try {
            return Optional.of(renewal.get());
        } finally {
            release(session);
        }
    }

    /** Waits while another node has the lease. It lasts longer than the renewal, whose calls to AM end with the deadline. */
    private boolean isTaken(TokenDigest session, Deadline deadline) {
        Duration pause = FIRST_PAUSE;
        while (!leases.take(session, deadline.left().plus(Outage.SOON))) {
            if (deadline.left().isZero()) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
        return true;
    }

    private void release(TokenDigest session) {
        try {
            leases.release(session);
        } catch (Unavailable e) {
            // it expires
        }
    }
}
