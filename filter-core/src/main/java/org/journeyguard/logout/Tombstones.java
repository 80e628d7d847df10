package org.journeyguard.logout;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.journeyguard.credential.TokenDigest;

/**
 * What has been ended here. A tombstone overrules AM and every cache, lasts as long as what it ended could, and is never
 * evicted for size: it is only set for sessions that AM had confirmed, so strangers can't fill the memory with them.
 */
public final class Tombstones {
    private static final int SWEEP_EVERY = 1_024;

    private final Clock clock;
    private final ConcurrentMap<TokenDigest, Instant> ended = new ConcurrentHashMap<>();
    private final Set<TokenDigest> unconfirmed = ConcurrentHashMap.newKeySet();
    private int writes;

    /**
     * @param clock tells when a tombstone has served its time
     */
    public Tombstones(Clock clock) {
        this.clock = clock;
    }

    /**
     * Marks a session as ended here; AM has not confirmed that yet.
     *
     * @param until when it would have ended by itself
     */
    public void set(TokenDigest digest, Instant until) {
        unconfirmed.add(digest);
        ended.merge(digest, until, (a, b) -> a.isAfter(b) ? a : b);
        sweepNowAndThen();
    }

    /** AM has confirmed the end. */
    void confirm(TokenDigest digest) {
        unconfirmed.remove(digest);
    }

    /** Whether AM has yet to confirm the end of a session that was ended here. */
    boolean isUnconfirmed(TokenDigest digest) {
        return unconfirmed.contains(digest);
    }

    /** Whether it was ended here. */
    public boolean has(TokenDigest digest) {
        Instant until = ended.get(digest);
        return until != null && clock.instant().isBefore(until);
    }

    private synchronized void sweepNowAndThen() {
        writes++;
        if (writes % SWEEP_EVERY == 0) {
            Instant now = clock.instant();
            ended.values().removeIf(until -> !now.isBefore(until));
            unconfirmed.removeIf(digest -> !ended.containsKey(digest));
        }
    }

    /** How many there are, the served ones that no sweep has met included. */
    int size() {
        return ended.size();
    }
}
