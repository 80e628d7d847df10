package org.journeyguard.internal.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.ExactToken;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * A session that AM has confirmed. It is trusted for a while and then known until it expires, so that a logout can tell it from an unknown
 * session even when AM does not answer. Holds the details that were requested later; they are forgotten with it.
 */
final class KnownSession {
    private static final AtomicIntegerFieldUpdater<KnownSession> KEEP_ALIVES =
            AtomicIntegerFieldUpdater.newUpdater(KnownSession.class, "keepAlives");
    /** Limits how often use is recorded, so that not every request writes to a busy session. */
    private static final long USE_IS_NOTED_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final ExactToken token;
    private final Authentication.Authenticated<SsoIdentity> authentication;
    private final long believedUntil;
    private final long endsAt;
    private final boolean isKeptAlive;
    private final boolean isKeepAliveUnsupported;
    private volatile long usedAt;
    private volatile long keepAliveDueAt;
    /** Keep-alive calls that are queued or running: none or one. */
    private volatile int keepAlives;

    private volatile @Nullable Detail<Set<String>> roles;
    private volatile @Nullable Detail<Map<String, List<String>>> attributes;
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
     * @param token that AM was asked about
     * @param believedUntil in monotonic nanoseconds
     * @param endsAt by our wall clock, in milliseconds of the epoch, so that nothing is trusted too long after the machine was suspended
     * @param use its use so far
     */
    KnownSession(
            ExactToken token,
            Authentication.Authenticated<SsoIdentity> authentication,
            long believedUntil,
            long endsAt,
            Use use) {
        this.token = token;
        this.authentication = authentication;
        this.believedUntil = believedUntil;
        this.endsAt = endsAt;
        this.usedAt = use.usedAt();
        this.isKeptAlive = use.isKeptAlive();
        this.isKeepAliveUnsupported = use.isKeepAliveUnsupported();
        this.keepAliveDueAt = use.keepAliveDueAt();
    }

    /**
     * The use of a session so far.
     *
     * @param usedAt when it was last used here, in monotonic nanoseconds
     * @param keepAliveDueAt when the next keep-alive call is due if the session is used, in monotonic nanoseconds
     * @param isKeptAlive whether the filter keeps this session alive
     * @param isKeepAliveUnsupported whether AM has answered that it can't extend this session; the next call tries again
     */
    record Use(long usedAt, long keepAliveDueAt, boolean isKeptAlive, boolean isKeepAliveUnsupported) {}

    /** Returns the use after a plain validation; if keep-alive calls are unsupported, still waits until the next one is due. */
    Use followedBy(Use next) {
        boolean isUnsupported = isKeepAliveUnsupported && keepAliveDueAt - next.keepAliveDueAt > 0;
        return isUnsupported ? new Use(next.usedAt, keepAliveDueAt, next.isKeptAlive, true) : next;
    }

    /** Whether AM was asked about exactly this token. */
    boolean isOf(SsoToken presented) {
        return token.is(presented);
    }

    TokenDigest fingerprint() {
        return token.fingerprint();
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

    boolean isKeepAliveDue(long nanoTime) {
        return isKeptAlive && keepAlives == 0 && nanoTime - keepAliveDueAt >= 0;
    }

    /** Claims a keep-alive call that is due. Returns true to one caller only, which must then call {@link #keepAliveEnded}. */
    boolean claimKeepAlive(long nanoTime) {
        return isKeepAliveDue(nanoTime) && KEEP_ALIVES.compareAndSet(this, 0, 1);
    }

    /**
     * Records that a claimed keep-alive call has ended.
     *
     * @param dueAgainAt when the next is due; has no effect if AM has answered, because another object has then replaced this one
     */
    void keepAliveEnded(long dueAgainAt) {
        keepAliveDueAt = dueAgainAt;
        keepAlives = 0;
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

    void roles(@Nullable Detail<Set<String>> detail) {
        this.roles = detail;
    }

    @Nullable
    Detail<Map<String, List<String>>> attributes() {
        return attributes;
    }

    void attributes(@Nullable Detail<Map<String, List<String>>> detail) {
        this.attributes = detail;
    }

    @Nullable
    Detail<Optional<String>> successUrl() {
        return successUrl;
    }

    void successUrl(@Nullable Detail<Optional<String>> detail) {
        this.successUrl = detail;
    }

    @Nullable
    Detail<AuthenticationContext> context() {
        return context;
    }

    void context(@Nullable Detail<AuthenticationContext> detail) {
        this.context = detail;
    }

    /** Takes over the details of the same session's previous entry. */
    void detailsOf(KnownSession before) {
        roles = before.roles;
        attributes = before.attributes;
        successUrl = before.successUrl;
        context = before.context;
    }
}
