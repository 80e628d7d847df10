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
 * When the tokens of sessions are due for renewal: what each request looks at, so it asks neither store nor clock of the wall. As many as
 * there are sets in the store; none is pushed out, for a session of the application's own would then outlive its end at AM.
 */
public final class RenewalSchedule {
    /** After they are due: of a session that is used they are noted again. */
    private static final Duration UNWANTED_AFTER = Duration.ofDays(1);

    /** How long after a forced renewal the next one of the same session is possible. */
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

    /** Somebody has had tokens renewed that were good. */
    void noteForced(TokenDigest session) {
        forced.put(session, true);
    }

    /** Whether that was a moment ago, and what came of it is as good as anything. */
    boolean isForcedLately(TokenDigest session) {
        return forced.getIfPresent(session) != null;
    }

    /** Whether the tokens are due and nobody else sees to it; whoever gets true does. */
    boolean take(TokenDigest session) {
        Due due = all.getIfPresent(session);
        if (due == null) {
            return false;
        }
        long at = due.at;
        long now = nanoTime.getAsLong();
        return now - at >= 0 && Due.AT.compareAndSet(due, at, now + BackgroundTasks.RETRY_AFTER.toNanos());
    }

    /** After a renewal that failed: not tried again for a moment, as long as the present token can be used. */
    void pause(TokenDigest session) {
        all.put(session, new Due(nanoTime.getAsLong() + BackgroundTasks.RETRY_AFTER.toNanos(), true));
    }

    /** Whether a renewal has failed and is not to be tried for a moment. */
    boolean isPausedByFailure(TokenDigest session) {
        Due due = all.getIfPresent(session);
        return due != null && due.isAfterFailure && nanoTime.getAsLong() - due.at < 0;
    }
}
