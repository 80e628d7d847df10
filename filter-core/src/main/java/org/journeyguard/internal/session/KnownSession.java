package org.journeyguard.internal.session;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * A session that AM has confirmed. It is trusted for a while and then known until it expires, so that a logout can tell it from an unknown
 * session even when AM does not answer. Holds the details that were requested later; they are forgotten with it.
 */
final class KnownSession {
    private static final AtomicIntegerFieldUpdater<KnownSession> TOUCHES =
            AtomicIntegerFieldUpdater.newUpdater(KnownSession.class, "touches");
    /** Limits how often use is recorded, so that not every request writes to a busy session. */
    private static final long USE_IS_NOTED_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final TokenDigest fingerprint;
    private final Authentication.Authenticated<SsoIdentity> authentication;
    private final long believedUntil;
    private final long endsAt;
    private final boolean isTouchable;
    private final boolean isTouchVain;
    private volatile long usedAt;
    private volatile long touchDueAt;
    /** Keep-alive calls that are queued or running: none or one. */
    private volatile int touches;

    private volatile @Nullable Detail<Set<String>> roles;
    private volatile @Nullable Detail<Optional<String>> successUrl;
    private volatile @Nullable Detail<AuthenticationContext> context;

    /**
     * A detail of a session that AM returned on request.
     *
     * @param value what AM returned
     * @param until how long it is trusted, in monotonic nanoseconds
     */
    record Detail<T>(T value, long until) {}

    /**
     * @param fingerprint of the token that AM was asked about
     * @param believedUntil in monotonic nanoseconds
     * @param endsAt by our wall clock, in milliseconds of the epoch, so that nothing is trusted too long after the machine was suspended
     * @param use its use so far
     */
    KnownSession(
            TokenDigest fingerprint,
            Authentication.Authenticated<SsoIdentity> authentication,
            long believedUntil,
            long endsAt,
            Use use) {
        this.fingerprint = fingerprint;
        this.authentication = authentication;
        this.believedUntil = believedUntil;
        this.endsAt = endsAt;
        this.usedAt = use.usedAt();
        this.isTouchable = use.isTouchable();
        this.isTouchVain = use.isTouchVain();
        this.touchDueAt = use.touchDueAt();
    }

    /**
     * The use of a session so far.
     *
     * @param usedAt when it was last used here, in monotonic nanoseconds
     * @param touchDueAt when AM has to learn of further use, in monotonic nanoseconds
     * @param isTouchable whether this session is kept alive here
     * @param isTouchVain whether AM has said that it can't extend it; not tried again before a touch is due
     */
    record Use(long usedAt, long touchDueAt, boolean isTouchable, boolean isTouchVain) {}

    /** Returns the use after AM was asked without a touch: if touches are known not to work, that stays so until the next is due. */
    Use followedBy(Use next) {
        boolean isVain = isTouchVain && touchDueAt - next.touchDueAt > 0;
        return isVain ? new Use(next.usedAt, touchDueAt, next.isTouchable, true) : next;
    }

    /** Whether AM was asked about exactly this token. */
    boolean isOf(SsoToken token) {
        return fingerprint.equals(token.fingerprint());
    }

    TokenDigest fingerprint() {
        return fingerprint;
    }

    Authentication.Authenticated<SsoIdentity> authentication() {
        return authentication;
    }

    SsoIdentity identity() {
        return authentication.identity();
    }

    boolean isBelievable(long nanoTime, long millis) {
        return nanoTime - believedUntil < 0 && millis < endsAt;
    }

    boolean isTouchDue(long nanoTime) {
        return isTouchable && touches == 0 && nanoTime - touchDueAt >= 0;
    }

    /** Claims a touch that is due; only one caller gets true, and it must call {@link #touchEnded}. */
    boolean takeTouch(long nanoTime) {
        return isTouchDue(nanoTime) && TOUCHES.compareAndSet(this, 0, 1);
    }

    /**
     * Ends a touch that was claimed.
     *
     * @param dueAgainAt when it is due again, unless AM has answered: then another object has replaced this one
     */
    void touchEnded(long dueAgainAt) {
        touchDueAt = dueAgainAt;
        touches = 0;
    }

    void use(long nanoTime) {
        if (nanoTime - usedAt >= USE_IS_NOTED_EVERY) {
            usedAt = nanoTime;
        }
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

    @Nullable
    Detail<AuthenticationContext> context() {
        return context;
    }

    void context(@Nullable Detail<AuthenticationContext> told) {
        this.context = told;
    }

    /** Takes over the details of the same session's previous entry. */
    void detailsOf(KnownSession before) {
        roles = before.roles;
        successUrl = before.successUrl;
        context = before.context;
    }
}
