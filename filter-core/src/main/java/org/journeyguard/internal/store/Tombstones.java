package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * What has been ended here. A tombstone overrules AM and every cache, stands for the session however its token is spelt, lasts
 * as long as what it ended could, and is never evicted for size: it is only set for sessions that AM had confirmed, so
 * strangers can't fill the memory with them.
 */
public final class Tombstones {
    private final LongSupplier nanoTime;
    private final Cache<TokenDigest, Mark> marks;

    /**
     * @param until in monotonic nanoseconds
     * @param isConfirmed whether AM has nothing to end any more
     */
    private record Mark(long until, boolean isConfirmed) {
        /** A second end never shortens the first, and AM may have to hear of it again. */
        Mark and(Mark other) {
            return new Mark(until - other.until > 0 ? until : other.until, isConfirmed && other.isConfirmed);
        }
    }

    /**
     * @param nanoTime monotonic time, because no jump of a clock may bring back what has ended
     */
    public Tombstones(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.marks = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<TokenDigest, Mark>writing(
                        (digest, mark) -> Duration.ofNanos(mark.until - nanoTime.getAsLong())))
                .build();
    }

    /**
     * Marks a session as ended here; AM has not confirmed that yet.
     *
     * @param lasts how long it could have lived
     */
    public void set(SsoToken token, Duration lasts) {
        set(token.digest(), lasts, false);
    }

    /**
     * Marks an access token, or a session of the application's own, as ended here.
     *
     * @param grant its {@linkplain Credential#digest() digest}
     * @param lasts how long it could have lived
     */
    public void set(TokenDigest grant, Duration lasts) {
        set(grant, lasts, true);
    }

    private void set(TokenDigest digest, Duration lasts, boolean isConfirmed) {
        Mark mark = new Mark(nanoTime.getAsLong() + lasts.toNanos(), isConfirmed);
        marks.asMap().merge(digest, mark, Mark::and);
    }

    /** AM has confirmed the end. */
    public void confirm(SsoToken token) {
        marks.asMap().computeIfPresent(token.digest(), (digest, mark) -> new Mark(mark.until, true));
    }

    /** Whether AM has yet to confirm the end of a session that was ended here. */
    public boolean isUnconfirmed(SsoToken token) {
        Mark mark = marks.getIfPresent(token.digest());
        return mark != null && !mark.isConfirmed;
    }

    /** Whether it was ended here. */
    public boolean has(Credential credential) {
        return !marks.asMap().isEmpty() && has(credential.digest());
    }

    /**
     * Whether it was ended here.
     *
     * @param digest that {@link #set(TokenDigest, Duration)} was told
     */
    public boolean has(TokenDigest digest) {
        return marks.getIfPresent(digest) != null;
    }

    /** How many there are. */
    public long size() {
        marks.cleanUp();
        return marks.estimatedSize();
    }
}
