package org.journeyguard.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;

/**
 * What has been ended here. A tombstone overrules AM and every cache, stands for the session however its token is spelt, lasts
 * as long as what it ended could, and is never evicted for size: it is only set for sessions that AM had confirmed, so
 * strangers can't fill the memory with them.
 */
public final class Tombstones {
    private static final int SWEEP_EVERY = 1_024;

    private final LongSupplier nanoTime;
    private final ConcurrentMap<TokenDigest, Long> ended = new ConcurrentHashMap<>();
    private final Set<TokenDigest> unconfirmed = ConcurrentHashMap.newKeySet();
    private int writes;

    /**
     * @param nanoTime monotonic time, because no jump of a clock may bring back what has ended
     */
    public Tombstones(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Marks a session as ended here; AM has not confirmed that yet.
     *
     * @param lasts how long it could have lived
     */
    public void set(SsoToken token, Duration lasts) {
        unconfirmed.add(token.session());
        set(token.session(), lasts);
    }

    /**
     * Marks an access token, or a session of the application's own, as ended here.
     *
     * @param grant what stands for it: {@link org.journeyguard.credential.BearerToken#grant()}, or the session's digest
     * @param lasts how long it could have lived
     */
    public void set(TokenDigest grant, Duration lasts) {
        ended.merge(grant, nanoTime.getAsLong() + lasts.toNanos(), (a, b) -> a - b > 0 ? a : b);
        sweepNowAndThen();
    }

    /** AM has confirmed the end. */
    public void confirm(SsoToken token) {
        unconfirmed.remove(token.session());
    }

    /** Whether AM has yet to confirm the end of a session that was ended here. */
    public boolean isUnconfirmed(SsoToken token) {
        return unconfirmed.contains(token.session());
    }

    /** Whether it was ended here. */
    public boolean has(Credential credential) {
        if (ended.isEmpty()) {
            return false;
        }
        if (credential instanceof SsoToken token) {
            // a session that AM says has ended may be named by its token alone
            return has(token.session()) || has(token.digest());
        }
        return has(credential instanceof BearerToken token ? token.grant() : credential.digest());
    }

    /**
     * Whether it was ended here.
     *
     * @param digest that {@link #set(TokenDigest, Duration)} was told
     */
    public boolean has(TokenDigest digest) {
        Long until = ended.get(digest);
        return until != null && nanoTime.getAsLong() - until < 0;
    }

    private synchronized void sweepNowAndThen() {
        writes++;
        if (writes % SWEEP_EVERY == 0) {
            long now = nanoTime.getAsLong();
            ended.values().removeIf(until -> now - until >= 0);
            unconfirmed.removeIf(digest -> !ended.containsKey(digest));
        }
    }

    /** How many there are, the served ones that no sweep has met included. */
    public int size() {
        return ended.size();
    }
}
