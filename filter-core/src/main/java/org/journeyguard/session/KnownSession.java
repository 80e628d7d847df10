package org.journeyguard.session;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A session that AM has confirmed: believed for a while, then still known until it ends, so that a logout can tell it from a
 * stranger's even when AM does not answer. What was asked about it later hangs on it and is forgotten with it.
 */
final class KnownSession {
    private static final AtomicLongFieldUpdater<KnownSession> TOUCH_DUE =
            AtomicLongFieldUpdater.newUpdater(KnownSession.class, "touchDueAt");

    private final Validation.Valid validation;
    private final long believedUntil;
    private final long endsAt;
    private final long usedAt;
    private final boolean isTouchable;
    private volatile long touchDueAt;
    private volatile @Nullable Detail<Set<String>> roles;
    private volatile @Nullable Detail<Optional<String>> successUrl;

    /**
     * What AM told about a session when somebody wanted to know.
     *
     * @param value what it told
     * @param until how long it is believed, in monotonic nanoseconds
     */
    record Detail<T>(T value, long until) {}

    /**
     * @param believedUntil in monotonic nanoseconds
     * @param endsAt by our wall clock, in milliseconds of the epoch, so that a machine that was suspended believes nothing too long
     * @param use where it stands with its use
     */
    KnownSession(Validation.Valid validation, long believedUntil, long endsAt, Use use) {
        this.validation = validation;
        this.believedUntil = believedUntil;
        this.endsAt = endsAt;
        this.usedAt = use.usedAt();
        this.isTouchable = use.isTouchable();
        this.touchDueAt = use.touchDueAt();
    }

    /**
     * Where a session stands with its use.
     *
     * @param usedAt when AM last heard from here that it is in use, in monotonic nanoseconds
     * @param touchDueAt from when on AM is to hear of its use again, in monotonic nanoseconds
     * @param isTouchable whether AM has a way to hear of it
     */
    record Use(long usedAt, long touchDueAt, boolean isTouchable) {}

    Validation.Valid validation() {
        return validation;
    }

    Identity identity() {
        return validation.identity();
    }

    boolean isBelievable(long nanoTime, long millis) {
        return nanoTime - believedUntil < 0 && millis < endsAt;
    }

    boolean isTouchDue(long nanoTime) {
        return isTouchable && nanoTime - touchDueAt >= 0;
    }

    /** Takes the touch that is due on, for whoever gets true; it is due again at the given time unless AM has answered by then. */
    boolean takeTouch(long nanoTime, long dueAgainAt) {
        long due = touchDueAt;
        return isTouchable && nanoTime - due >= 0 && TOUCH_DUE.compareAndSet(this, due, dueAgainAt);
    }

    boolean isTouchable() {
        return isTouchable;
    }

    long usedAt() {
        return usedAt;
    }

    @Nullable
    Detail<Set<String>> roles() {
        return roles;
    }

    void roles(@Nullable Detail<Set<String>> told) {
        this.roles = told;
    }

    @Nullable
    Detail<Optional<String>> successUrl() {
        return successUrl;
    }

    void successUrl(@Nullable Detail<Optional<String>> told) {
        this.successUrl = told;
    }
}
