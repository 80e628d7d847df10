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
 * A session that AM has confirmed: believed for a while, then still known until it ends, so that a logout can tell it from a
 * stranger's even when AM does not answer. What was asked about it later hangs on it and is forgotten with it.
 */
final class KnownSession {
    private static final AtomicIntegerFieldUpdater<KnownSession> TOUCHES =
            AtomicIntegerFieldUpdater.newUpdater(KnownSession.class, "touches");
    /** Uses are noted no finer, so that a session in heavy use is not written to by each request. */
    private static final long USE_IS_NOTED_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final TokenDigest fingerprint;
    private final Authentication.Authenticated<SsoIdentity> authentication;
    private final long believedUntil;
    private final long endsAt;
    private final boolean isTouchable;
    private final boolean isTouchVain;
    private volatile long usedAt;
    private volatile long touchDueAt;
    /** Touches that wait for their turn or for AM: none or one. */
    private volatile int touches;

    private volatile @Nullable Detail<Set<String>> roles;
    private volatile @Nullable Detail<Optional<String>> successUrl;
    private volatile @Nullable Detail<AuthenticationContext> context;

    /**
     * What AM told about a session when somebody wanted to know.
     *
     * @param value what it told
     * @param until how long it is believed, in monotonic nanoseconds
     */
    record Detail<T>(T value, long until) {}

    /**
     * @param fingerprint of the token that AM was asked about
     * @param believedUntil in monotonic nanoseconds
     * @param endsAt by our wall clock, in milliseconds of the epoch, so that a machine that was suspended believes nothing too long
     * @param use where it stands with its use
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
     * Where a session stands with its use.
     *
     * @param usedAt when it was last used here, in monotonic nanoseconds
     * @param touchDueAt from when on AM is to hear of its use again, in monotonic nanoseconds
     * @param isTouchable whether it is one that is kept alive here
     * @param isTouchVain whether AM has said that it has no way; not asked again before a touch is due
     */
    record Use(long usedAt, long touchDueAt, boolean isTouchable, boolean isTouchVain) {}

    /** What becomes of a use when AM has been asked without a touch: one that is in vain stays so for its time. */
    Use followedBy(Use next) {
        boolean isVain = isTouchVain && touchDueAt - next.touchDueAt > 0;
        return isVain ? new Use(next.usedAt, touchDueAt, next.isTouchable, true) : next;
    }

    /** Whether AM was asked about this very token. */
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

    /** Lets one of those who find a touch due see to it; who gets true has to say when it {@link #touchEnded}. */
    boolean takeTouch(long nanoTime) {
        return isTouchDue(nanoTime) && TOUCHES.compareAndSet(this, 0, 1);
    }

    /**
     * The touch has been tried.
     *
     * @param dueAgainAt when it is due again, unless AM has answered: then another has taken this one's place
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

    /** Takes over what has been told of the same session. */
    void detailsOf(KnownSession before) {
        roles = before.roles;
        successUrl = before.successUrl;
        context = before.context;
    }
}
