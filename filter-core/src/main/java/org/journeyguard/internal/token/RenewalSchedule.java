package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.BackgroundTasks;

/**
 * Knows when the tokens of sessions are due for renewal, so that requests need not read the store or the wall clock. Has an entry per set
 * in the store and evicts none, or one of the application's own sessions would outlive its end at AM.
 */
public final class RenewalSchedule {
    /** Time after which entries that are due are dropped; sessions in use get new ones. */
    private static final Duration UNWANTED_AFTER = Duration.ofDays(1);

    /** Minimum time between forced renewals of a session. */
    static final Duration FORCED_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Cache<TokenDigest, Due> all;
    private final Cache<TokenDigest, Boolean> forced;
    private final LongSupplier nanoTime;

    private static final class Due {
        static final AtomicLongFieldUpdater<Due> AT = AtomicLongFieldUpdater.newUpdater(Due.class, "at");

        /** In monotonic nanoseconds. */
        volatile long at;

        final boolean isAfterFailure;

        Due(long at, boolean isAfterFailure) {
            this.at = at;
            this.isAfterFailure = isAfterFailure;
        }
    }

    public RenewalSchedule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.all = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<TokenDigest, Due>writing(
                        (session, due) -> Duration.ofNanos(Math.max(0, due.at - nanoTime.getAsLong()))
                                .plus(UNWANTED_AFTER)))
                .build();
        this.forced = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(FORCED_AGAIN_AFTER)
                .build();
    }

    void set(TokenDigest session, Duration in) {
        all.put(session, new Due(nanoTime.getAsLong() + Math.max(0, in.toNanos()), false));
    }

    boolean has(TokenDigest session) {
        return all.getIfPresent(session) != null;
    }

    void forget(TokenDigest session) {
        all.invalidate(session);
        forced.invalidate(session);
    }

    /** Records that usable tokens were renewed on request. */
    void noteForced(TokenDigest session) {
        forced.put(session, true);
    }

    /** Whether tokens were renewed on request so recently that the result is still current. */
    boolean isForcedLately(TokenDigest session) {
        return forced.getIfPresent(session) != null;
    }

    /** Claims a renewal that is due; only one caller gets true and has to do it. */
    boolean take(TokenDigest session) {
        Due due = all.getIfPresent(session);
        if (due == null) {
            return false;
        }
        long at = due.at;
        long now = nanoTime.getAsLong();
        return now - at >= 0 && Due.AT.compareAndSet(due, at, now + BackgroundTasks.RETRY_AFTER.toNanos());
    }

    /** Delays the next attempt after a failed renewal, as long as the present token can be used. */
    void pause(TokenDigest session) {
        all.put(session, new Due(nanoTime.getAsLong() + BackgroundTasks.RETRY_AFTER.toNanos(), true));
    }

    /** Whether a renewal has failed recently and must not be tried yet. */
    boolean isPausedByFailure(TokenDigest session) {
        Due due = all.getIfPresent(session);
        return due != null && due.isAfterFailure && nanoTime.getAsLong() - due.at < 0;
    }
}
