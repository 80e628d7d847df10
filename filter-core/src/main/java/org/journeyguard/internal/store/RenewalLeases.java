package org.journeyguard.internal.store;

import java.time.Duration;
import org.journeyguard.internal.credential.TokenDigest;

/** Leases the renewal of a session's tokens to one node at a time. */
public interface RenewalLeases {
    /** The leases of a single node, which makes one renewal per session at a time anyway. */
    RenewalLeases OF_ONE_NODE = new RenewalLeases() {
        @Override
        public boolean take(TokenDigest session, Duration lasts) {
            return true;
        }

        @Override
        public void release(TokenDigest session) {
            // no other node waits for it
        }
    };

    /**
     * Takes or extends a lease.
     *
     * @param lasts after which it expires, in case this node dies
     * @return whether this node holds it now
     */
    boolean take(TokenDigest session, Duration lasts);

    /** Releases a lease, if this node still holds it. */
    void release(TokenDigest session);
}
