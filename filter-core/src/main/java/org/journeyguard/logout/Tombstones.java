package org.journeyguard.logout;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.journeyguard.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * What has been ended here. A tombstone overrules AM and every cache, lasts as long as what it ended could, and is never
 * evicted for size: it is only set for sessions that AM had confirmed, so strangers can't fill the memory with them.
 */
public final class Tombstones {
    private static final int SWEEP_EVERY = 1_024;

    private final Clock clock;
    private final ConcurrentMap<TokenDigest, Instant> ended = new ConcurrentHashMap<>();
    private int writes;

    /**
     * @param clock tells when a tombstone has served its time
     */
    public Tombstones(Clock clock) {
        this.clock = clock;
    }

    /**
     * Marks a session as ended.
     *
     * @param until when it would have ended by itself
     */
    public void set(TokenDigest digest, Instant until) {
        ended.merge(digest, until, (a, b) -> a.isAfter(b) ? a : b);
        sweepNowAndThen();
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
        }
    }

    /** For tests and metrics: how many there are, the served ones that no sweep has met included. */
    int size() {
        return ended.size();
    }

    @Nullable
    Instant until(TokenDigest digest) {
        return ended.get(digest);
    }
}
