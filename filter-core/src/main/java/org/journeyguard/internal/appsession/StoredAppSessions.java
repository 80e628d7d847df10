package org.journeyguard.internal.appsession;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Reads app sessions from the store, and records their use there.
 *
 * @param known the sessions known to this node
 * @param codes reads the ID token of a session that another node has started
 * @param background writes to the store
 * @param tombstones ended sessions, whose use is not recorded
 * @param idleTime how long a session may stay unused
 * @param believed how long a session is trusted after it was read
 */
record StoredAppSessions(
        SessionStore<AppSessionState> store,
        SessionRegistry known,
        CodeGrant codes,
        TokenKeeper keeper,
        BackgroundTasks background,
        Tombstones tombstones,
        Duration idleTime,
        Duration believed,
        Clock clock) {

    /** Reads a session; null if there is none. Another node may have ended or used it. */
    @Nullable
    KnownAppSession read(TokenDigest digest) {
        KnownAppSession before = known.find(digest);
        AppSessionState stored = store.get(digest).orElse(null);
        AppIdentity identity = stored == null ? null : identity(stored, before);
        if (stored == null || identity == null) {
            known.remove(digest);
            return null;
        }
        Instant usedAt = stored.usedAt();
        if (before != null && before.usedAt().isAfter(usedAt)) {
            usedAt = before.usedAt();
        }
        KnownAppSession read =
                new KnownAppSession(identity, stored, usedAt, clock.instant().plus(believed));
        known.add(digest, read);
        if (before == null) {
            keeper.schedule(digest);
        }
        return read;
    }

    private @Nullable AppIdentity identity(AppSessionState stored, @Nullable KnownAppSession before) {
        return before != null
                ? before.identity()
                : stored.startedWith().flatMap(codes::identity).orElse(null);
    }

    /** Records the use of a session. In the background, writes it to the store and renews the session's tokens when either is due. */
    void use(AppSession session, KnownAppSession mine, Instant now) {
        mine.use(now);
        if (mine.takeNote(AppSessionRules.unnoted(idleTime))
                && (tombstones.has(session) || !background.submit(() -> write(session.digest(), mine)))) {
            mine.noted(mine.stored());
        }
        keeper.renewIfDue(session);
    }

    private void write(TokenDigest digest, KnownAppSession mine) {
        AppSessionState present = mine.stored();
        AppSessionState next = present.usedAt(mine.usedAt());
        AppSessionState now = present;
        try {
            Duration kept = AppSessionRules.kept(mine.endsAt(), idleTime, mine.usedAt());
            boolean isNoted = store.replace(digest, present, next, kept);
            now = isNoted ? next : store.get(digest).orElse(present);
            keeper.prolong(digest);
        } catch (Unavailable e) {
            mine.pauseNotes(clock.instant().plus(BackgroundTasks.RETRY_AFTER));
        } finally {
            mine.noted(now);
        }
    }

    /** Returns whether the last use of a session is stored. */
    boolean isNoted(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        return mine != null && mine.usedAt().equals(mine.stored().usedAt());
    }
}
