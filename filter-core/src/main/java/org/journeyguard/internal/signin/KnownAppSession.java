package org.journeyguard.internal.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.spi.TokenSet;

/** One of the application's own sessions as this node knows it: as it was read from the store, and its use since. */
final class KnownAppSession {
    /** Uses are noted no finer, so that a session in heavy use is not written to by each request. */
    private static final long FINEST_MILLIS = 1_000;

    private final Authentication.Authenticated<AppIdentity> authentication;
    private final Instant believedUntil;
    private final AtomicBoolean isNoting = new AtomicBoolean();
    private volatile TokenSet stored;
    private volatile Instant usedAt;

    /**
     * @param stored {@code checkedAt} is its last use as noted, {@code expiresAt} its end
     * @param believedUntil when to look again whether it is still there
     */
    KnownAppSession(AppIdentity identity, TokenSet stored, Instant usedAt, Instant believedUntil) {
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

    TokenSet stored() {
        return stored;
    }

    String owner() {
        return identity().owner();
    }

    Instant begunAt() {
        return stored.issuedAt();
    }

    Instant usedAt() {
        return usedAt;
    }

    Instant endsAt() {
        return stored.token().expiresAt().orElseThrow();
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

    /** Whether its use is to be written down now; whoever gets true does, and says so with {@link #noted}. */
    boolean takeNote(Duration unnoted) {
        return !usedAt.isBefore(stored.checkedAt().plus(unnoted)) && isNoting.compareAndSet(false, true);
    }

    /** Its use is written down, or was tried to be. */
    void noted(TokenSet next) {
        stored = next;
        isNoting.set(false);
    }
}
