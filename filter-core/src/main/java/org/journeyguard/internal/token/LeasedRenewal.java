package org.journeyguard.internal.token;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.store.RenewalLeases;

/** Runs the renewal of a session's tokens while no other node does. */
final class LeasedRenewal {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final RenewalLeases leases;

    LeasedRenewal(RenewalLeases leases) {
        this.leases = leases;
    }

    /** Runs a renewal. Without the store nothing is renewed, because what AM issues could not be kept. */
    RenewalResult run(TokenDigest session, Deadline deadline, Supplier<RenewalResult> renewal) {
        try {
            if (!isTaken(session, deadline)) {
                return new RenewalResult.NoAnswer("another node renews the tokens");
            }
            try {
                return renewal.get();
            } finally {
                release(session);
            }
        } catch (Unavailable e) {
            return new RenewalResult.NoAnswer(Outage.of(e));
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
