package org.journeyguard.internal.appsession;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.store.AppSessionState;

/** This node's view of an app session: as read from the store, with its use since. */
final class KnownAppSession {
    /** Granularity of use times, so that not every request writes to a busy session. */
    private static final long FINEST_MILLIS = 1_000;

    private final Authentication.Authenticated<AppIdentity> authentication;
    private final Instant believedUntil;
    private final AtomicBoolean isNoting = new AtomicBoolean();
    private volatile AppSessionState stored;
    private volatile Instant usedAt;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * @param stored the state in the store
     * @param believedUntil when the store must be checked again
     */
    KnownAppSession(AppIdentity identity, AppSessionState stored, Instant usedAt, Instant believedUntil) {
        this.authentication = new Authentication.Authenticated<>(identity);
        this.stored = stored;
        this.usedAt = usedAt;
        this.believedUntil = believedUntil;
    }

    Authentication.Authenticated<AppIdentity> authentication() {
        return authentication;
    }

    AppIdentity identity() {
        return authentication.identity();
    }

    AppSessionState stored() {
        return stored;
    }

    Instant usedAt() {
        return usedAt;
    }

    Instant endsAt() {
        return stored.endsAt();
    }

    boolean isBelievable(Instant now) {
        return now.isBefore(believedUntil);
    }

    boolean isOver(Duration idleTime, Instant now) {
        return AppSessionRules.isOver(endsAt(), usedAt, idleTime, now);
    }

    void use(Instant now) {
        if (now.toEpochMilli() - usedAt.toEpochMilli() >= FINEST_MILLIS) {
            usedAt = now;
        }
    }

    /** Returns whether its use must be stored now; a caller that gets true does so and calls {@link #noted}. */
    boolean takeNote(Duration unnoted) {
        return !usedAt.isBefore(stored.usedAt().plus(unnoted))
                && !usedAt.isBefore(notBefore)
                && isNoting.compareAndSet(false, true);
    }

    /** Sets the use before which none is stored again, because the store did not answer. */
    void pauseNotes(Instant until) {
        notBefore = until;
    }

    /** Records that its use was stored, or that storing it was tried. */
    void noted(AppSessionState next) {
        stored = next;
        isNoting.set(false);
    }
}
