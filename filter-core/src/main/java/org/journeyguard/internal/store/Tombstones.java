package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.journeyguard.internal.cluster.LogRecord;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * Marks sessions and tokens that were ended here, or on another node. A tombstone overrules AM and every cache, applies however the token is spelt, lasts as
 * long as the session could have lived, and is never evicted for size: it is only set for sessions that AM had confirmed, so unknown
 * callers can't fill the memory.
 */
public final class Tombstones {
    /** A positive response of AM may still be in transit. */
    private static final Duration IN_TRANSIT = Duration.ofMinutes(1);
    /** The same end is computed from different moments. */
    private static final Duration NEGLIGIBLE = Duration.ofSeconds(1);

    private final LogWriter log;
    private final LongSupplier nanoTime;
    private final Cache<TokenDigest, Mark> marks;

    /**
     * @param until in monotonic nanoseconds
     * @param isConfirmed whether nothing is left to end elsewhere
     */
    private record Mark(long until, boolean isConfirmed) {
        /** Merges two marks: the second never shortens the first, and AM may have to be called again. */
        Mark and(Mark other) {
            return new Mark(until - other.until > 0 ? until : other.until, isConfirmed && other.isConfirmed);
        }

        /** Whether other nodes have to be told, although they were told of an earlier mark. */
        boolean isMoreThan(Mark before) {
            return until - before.until > NEGLIGIBLE.toNanos() || (before.isConfirmed && !isConfirmed);
        }
    }

    /**
     * @param log tells other nodes
     * @param nanoTime monotonic time, because a clock change must not revive what has ended
     */
    public Tombstones(LogWriter log, LongSupplier nanoTime) {
        this.log = log;
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
     * Marks an access token, or one of the application's own sessions, as ended here.
     *
     * @param grant its {@linkplain Credential#digest() digest}
     * @param lasts how long it could have lived
     */
    public void set(TokenDigest grant, Duration lasts) {
        set(grant, lasts, true);
    }

    private void set(TokenDigest digest, Duration lasts, boolean isConfirmed) {
        Mark mark = new Mark(nanoTime.getAsLong() + lasts.toNanos(), isConfirmed);
        Mark before = marks.getIfPresent(digest);
        marks.asMap().merge(digest, mark, Mark::and);
        if (before == null || mark.isMoreThan(before)) {
            log.add(
                    isConfirmed ? LogRecord.Kind.ENDED : LogRecord.Kind.ENDED_UNCONFIRMED,
                    digest,
                    Instant.EPOCH,
                    lasts);
        }
    }

    /** Marks what another node has told of. */
    public void setByOther(TokenDigest digest, Duration lasts, boolean isConfirmed) {
        marks.asMap().merge(digest, new Mark(nanoTime.getAsLong() + lasts.toNanos(), isConfirmed), Mark::and);
    }

    /** Marks a session that AM has ended and that is not known here, for as long as an answer of AM can be in transit. */
    public void setInTransit(TokenDigest session) {
        setByOther(session, IN_TRANSIT, true);
    }

    /** Whether whatever had ended on other nodes when this one started is marked here. */
    public boolean isComplete() {
        return log.isComplete();
    }

    /** Marks one of the application's own sessions as ended here; the store may still have it. */
    public void setUnconfirmed(TokenDigest session, Duration lasts) {
        set(session, lasts, false);
    }

    /** Records that AM has ended the session. */
    public void confirm(SsoToken token) {
        confirm(token.digest());
    }

    /** Records that a session has ended everywhere. */
    public void confirm(TokenDigest session) {
        marks.asMap().computeIfPresent(session, (digest, mark) -> new Mark(mark.until, true));
    }

    /** Whether a session was ended here and AM has not confirmed that yet. */
    public boolean isUnconfirmed(SsoToken token) {
        return isUnconfirmed(token.digest());
    }

    /** Whether a session was ended here and it is not confirmed that it has ended everywhere. */
    public boolean isUnconfirmed(TokenDigest session) {
        Mark mark = marks.getIfPresent(session);
        return mark != null && !mark.isConfirmed;
    }

    /** Whether a credential was ended here. */
    public boolean has(Credential credential) {
        return !marks.asMap().isEmpty() && has(credential.digest());
    }

    /**
     * Whether a credential with this digest was ended here.
     *
     * @param digest as passed to {@link #set(TokenDigest, Duration)}
     */
    public boolean has(TokenDigest digest) {
        return marks.getIfPresent(digest) != null;
    }

    /** Returns how many there are. */
    public long size() {
        marks.cleanUp();
        return marks.estimatedSize();
    }
}
