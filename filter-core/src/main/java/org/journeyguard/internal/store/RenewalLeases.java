package org.journeyguard.internal.store;

import java.time.Duration;
import org.journeyguard.internal.credential.TokenDigest;

/** The leases to renew the tokens of sessions, so that of several nodes only one renews them. */
public interface RenewalLeases {
    /** For one node alone, which renews the tokens of each session once at a time anyway. */
    RenewalLeases OF_ONE_NODE = new RenewalLeases() {
        @Override
        public boolean take(TokenDigest session, Duration lasts) {
            return true;
        }

        @Override
        public void release(TokenDigest session) {
            // nobody waits for it
        }
    };

    /**
     * Takes or extends a lease.
     *
     * @param lasts after which it expires, in case this node has died
     * @return whether this node has it now
     */
    boolean take(TokenDigest session, Duration lasts);

    /** Releases a lease, if this node still has it. */
    void release(TokenDigest session);
}
