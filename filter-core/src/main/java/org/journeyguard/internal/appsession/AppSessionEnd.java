package org.journeyguard.internal.appsession;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.AppSessionState;
import org.jspecify.annotations.Nullable;

/**
 * Ends app sessions: removes them from the store, and refuses them on this node at once. If the store does not answer, a session that this
 * node does not know ends later.
 *
 * @param sessions reads sessions that this node does not know
 * @param late ends sessions when the store answers again
 * @param limiter limits concurrent store lookups
 */
record AppSessionEnd(StoredAppSessions sessions, BiConsumer<TokenDigest, Runnable> late, CallLimiter limiter) {
    static final String TOO_MANY = "too many concurrent session lookups";

    /**
     * Ends a session that a client has named.
     *
     * @throws Unavailable if it is not cached here and too many store lookups are in progress
     */
    Optional<EndedAppSession> ofClient(TokenDigest digest) {
        return sessions.known().find(digest) != null
                ? of(digest)
                : limiter.check(Priority.UNCONFIRMED, () -> of(digest), () -> {
                    throw new Unavailable(TOO_MANY, Outage.SOON);
                });
    }

    /**
     * Ends a session. Sets no tombstone for an unknown session, so that none can fill the memory.
     *
     * @throws Unavailable if it is not known here and the store does not answer
     */
    Optional<EndedAppSession> of(TokenDigest digest) {
        if (sessions.tombstones().has(digest)) {
            return Optional.empty();
        }
        KnownAppSession mine = sessions.known().find(digest);
        if (mine == null) {
            mine = read(digest);
        }
        if (mine == null) {
            return Optional.empty();
        }
        Duration worthRetryingFor =
                SessionRules.untilExpiredAtAm(Duration.between(sessions.clock().instant(), mine.endsAt()));
        sessions.tombstones().set(digest, worthRetryingFor);
        sessions.known().remove(digest);
        AppSessionState last = removed(digest).orElse(mine.stored());
        return Optional.of(new EndedAppSession(
                mine.identity(), last.startedWith(), sessions.keeper().forget(digest), worthRetryingFor));
    }

    private @Nullable KnownAppSession read(TokenDigest digest) {
        try {
            return sessions.read(digest);
        } catch (Unavailable e) {
            late.accept(
                    digest, () -> of(digest).flatMap(EndedAppSession::tokens).ifPresent(sessions.keeper()::discard));
            throw e;
        }
    }

    /** Removes a session from the store. If the store does not answer, it removes it later, and the tombstone stands until then. */
    private Optional<AppSessionState> removed(TokenDigest digest) {
        try {
            return sessions.store().remove(digest);
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }

    /** Ends a session that has expired or been replaced, and revokes its tokens at AM in the background. */
    void expired(TokenDigest digest) {
        try {
            of(digest).flatMap(EndedAppSession::tokens).ifPresent(sessions.keeper()::discard);
        } catch (Unavailable e) {
            // not known here; it expires in the store
        }
    }

    /** Handles a session unused on this node: it has expired, unless another node has seen it used. */
    void unused(TokenDigest digest) {
        AppSessionState stored;
        try {
            stored = sessions.store().get(digest).orElse(null);
        } catch (Unavailable e) {
            // it expires there as well
            return;
        }
        if (stored == null) {
            sessions.keeper().abandon(digest);
        } else if (AppSessionRules.isOver(
                stored.endsAt(),
                stored.usedAt(),
                sessions.idleTime(),
                sessions.clock().instant())) {
            expired(digest);
        }
    }
}
