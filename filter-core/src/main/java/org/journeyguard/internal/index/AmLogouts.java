package org.journeyguard.internal.index;

import java.time.Instant;
import org.journeyguard.Claims;

/** What AM has ended lately. Thread-safe. */
public interface AmLogouts {
    /**
     * Adds what another node was told.
     *
     * @param endedAt by AM's clock; for a user, ends what AM issued up to then
     */
    void add(IndexName name, Instant endedAt);

    /** Whether AM has ended an ID token's session, or all sessions that its user had when it was issued. */
    boolean hasEnded(Claims idToken);
}
