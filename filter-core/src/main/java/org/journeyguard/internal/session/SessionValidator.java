package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.config.RoleSettings;
import org.journeyguard.internal.config.SessionSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.store.Tombstones;
import org.jspecify.annotations.Nullable;

/**
 * Validates SSO tokens against a cache and, on a miss, against AM: one call per token at a time, and a bounded number overall. Keeps
 * sessions in use alive at AM. Belongs to one AM and one realm, so that no answer reaches another.
 */
public final class SessionValidator {
    private static final String TOO_MANY = "too many sessions in question at once";

    private final AmClient am;
    private final CookieName cookieName;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private final SessionCache cache;
    private final SessionRecorder recorder;
    private final CallLimiter limiter;
    private final BackgroundTasks background;
    private final Tombstones tombstones;
    private final Observers observers;
    private final String realm;
    private final SingleFlight<TokenDigest, Authentication<SsoIdentity>> validations;
    private final SingleFlight<TokenDigest, AmResult<Boolean>> endings;
    private final LazyAttributes details;

    /**
     * @param am validates, extends and ends sessions
     * @param cookieName the name of AM's cookie
     * @param settings of the cache and of the renewal
     * @param roles the source of roles
     * @param limiter bounds concurrent calls to AM
     * @param background runs the calls that keep sessions alive
     * @param tombstones ended sessions, which are not kept alive
     * @param clock for the expiry of sessions
     * @param nanoTime monotonic time, for how long an answer is trusted
     * @param observers notified of cache look-ups and of new users
     */
    public SessionValidator(
            AmClient am,
            CookieName cookieName,
            SessionSettings settings,
            RoleSettings roles,
            CallLimiter limiter,
            BackgroundTasks background,
            Tombstones tombstones,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.am = am;
        this.cookieName = cookieName;
        this.clock = clock;
        this.observers = observers;
        this.realm = am.realm();
        this.nanoTime = nanoTime;
        this.patience = am.timeout().plus(CallLimiter.MAX_WAIT);
        this.cache = new SessionCache(settings.cacheSize(), nanoTime::getAsLong);
        this.recorder = new SessionRecorder(cache, realm, settings, am::validationExtendsSession, clock);
        Semaphore patient = limiter.waiting(Priority.CONFIRMED);
        this.validations = new SingleFlight<>(patient, nanoTime);
        this.endings = new SingleFlight<>(patient, nanoTime);
        this.details =
                new LazyAttributes(am, cookieName, roles, settings.cacheTtl(), patience, limiter, cache, nanoTime);
        this.limiter = limiter;
        this.background = background;
        this.tombstones = tombstones;
    }

    /**
     * Validates a token. Never blocks on a cache hit, and otherwise at most a second longer than the deadline of a call.
     *
     * @param isUse whether the session is being used and has to be kept alive
     */
    public Authentication<SsoIdentity> validate(SsoToken token, boolean isUse) {
        KnownSession session = cache.known(token);
        if (session != null && isBelievable(session)) {
            observers.cacheLookup(true);
            if (isUse) {
                use(token, session);
            }
            return session.authentication();
        }
        if (session == null ? cache.isRefused(token) : !isUse && isUnusedHere(session)) {
            return Authentication.refused();
        }
        observers.cacheLookup(false);
        Authentication<SsoIdentity> answer = validations.run(
                limiter.waiting(Priority.of(session != null)),
                token.fingerprint(),
                () -> ask(token, isUse),
                patience,
                SessionValidator::waitedInVain);
        KnownSession known = isUse && answer.isAuthenticated() ? cache.known(token) : null;
        if (known != null) {
            use(token, known);
        }
        return answer;
    }

    /** Validates a token at AM even if the answer is remembered; not treated as use of the session. */
    public Authentication<SsoIdentity> validateAnew(SsoToken token) {
        return validations.run(
                token.fingerprint(),
                () -> limiter.run(
                        Priority.CONFIRMED,
                        () -> ask(token, cache.known(token), false),
                        SessionValidator::waitedInVain),
                patience,
                SessionValidator::waitedInVain);
    }

    /** Returns about how many sessions are remembered. */
    public long size() {
        return cache.size();
    }

    /** Returns the other details that AM provides about sessions. */
    public LazyAttributes details() {
        return details;
    }

    /** Sets the listener for sessions that AM refuses, by digest; called on the thread that asked AM. */
    public void onRefused(Consumer<TokenDigest> listener) {
        cache.onRefused(listener);
    }

    /** Returns how long a confirmed session can last, still trusted or not; null for an unknown session. */
    public @Nullable Duration known(SsoToken token) {
        return cache.known(token) == null ? null : cache.left(token.digest());
    }

    /** Returns how long a session that AM has named can last; null for an unknown session. */
    public @Nullable Duration known(TokenDigest session) {
        return cache.left(session);
    }

    /** Returns the user of a confirmed session, still trusted or not; null for an unknown session. */
    public @Nullable SsoIdentity identity(SsoToken token) {
        return identity(cache.known(token));
    }

    /** Returns the user of a session that AM has named; null for an unknown session. */
    public @Nullable SsoIdentity identity(TokenDigest session) {
        return identity(cache.known(session));
    }

    private static @Nullable SsoIdentity identity(@Nullable KnownSession session) {
        return session == null ? null : session.identity();
    }

    /**
     * Returns the digest of a session that AM names by SHA-256 of its token. For a client-side session this works only if it was confirmed
     * here with its token as AM issued it; for any other session the two are equal.
     */
    public TokenDigest named(TokenDigest sha256) {
        return cache.named(sha256);
    }

    /**
     * Ends a confirmed session at AM, even while AM is otherwise not called; the caller has to forget it here.
     *
     * @return true when AM ended it, false when it had ended already
     */
    public AmResult<Boolean> end(SsoToken token, Deadline deadline) {
        return endings.run(
                token.digest(),
                () -> admitted(() -> am.logout(token, cookieName.get(), deadline)),
                patience,
                () -> new AmResult.NoAnswer<>("no answer in time"));
    }

    /** Forgets a session that has ended. */
    public void forget(TokenDigest digest) {
        cache.forget(digest);
    }

    /** Forgets all sessions of a user, so that AM is asked about each before it is valid again. */
    public void forgetUser(String realm, String name) {
        Map<TokenDigest, KnownSession> unused = cache.forgetUser(realm, name, nanoTime.getAsLong());
    }

    /** Records that AM has ended all sessions of a user: they are refused, so that their tokens end as well. */
    public void endedUser(String realm, String name) {
        cache.forgetUser(realm, name, nanoTime.getAsLong()).forEach(cache::ended);
    }

    private boolean isBelievable(KnownSession session) {
        return session.isBelievable(nanoTime.getAsLong(), clock.millis());
    }

    /**
     * Whether a session has gone unused here for its idle time. Where AM treats every validation as use, validating for other reasons would
     * keep the session alive forever.
     */
    private boolean isUnusedHere(KnownSession session) {
        Duration idleTime = SessionRules.idleTime(session.identity());
        return idleTime != null
                && am.validationExtendsSession()
                && nanoTime.getAsLong() - session.usedAt() >= idleTime.toNanos();
    }

    private Authentication<SsoIdentity> ask(SsoToken token, boolean isUse) {
        KnownSession session = cache.known(token);
        if (session != null && isBelievable(session)) {
            return session.authentication();
        }
        if (session == null && cache.isRefused(token)) {
            return Authentication.refused();
        }
        boolean isKnown = session != null;
        Authentication<SsoIdentity> answer = limiter.run(
                Priority.of(isKnown),
                () -> isKnown ? ask(token, session, isUse) : withoutProvocation(token, ask(token, null, isUse)),
                () -> new Authentication.Unavailable<>(new Outage(TOO_MANY)));
        if (!isKnown
                && answer instanceof Authentication.Authenticated<SsoIdentity> valid
                && valid.identity().realm().equals(realm)) {
            observers.signedIn(valid.identity().name(), SignedIn.By.AM_SESSION);
        }
        return answer;
    }

    /** Treats an error that only an unknown token causes as a refusal: AM can't read the token and never could. */
    private Authentication<SsoIdentity> withoutProvocation(SsoToken token, Authentication<SsoIdentity> answer) {
        boolean isProvoked = answer instanceof Authentication.Unavailable<SsoIdentity> none
                && none.outage().mayBeCausedByCredential()
                && am.isWellOtherwise();
        if (isProvoked) {
            cache.unreadable(token);
        }
        return isProvoked ? Authentication.refused() : answer;
    }

    private Authentication<SsoIdentity> ask(SsoToken token, @Nullable KnownSession session, boolean isUse) {
        try {
            return session != null && isUse && session.isKeepAliveDue(nanoTime.getAsLong())
                    ? keepAlive(token)
                    : recorder.record(
                            token,
                            nanoTime.getAsLong(),
                            am.sessionInfo(token, cookieName.get(), Priority.of(session != null)),
                            isUse ? SessionRecorder.CallPurpose.ACTIVE : SessionRecorder.CallPurpose.PASSIVE);
        } catch (Unavailable e) {
            return new Authentication.Unavailable<>(Outage.of(e));
        }
    }

    private void use(SsoToken token, KnownSession session) {
        long now = nanoTime.getAsLong();
        session.use(now);
        if (session.isKeepAliveDue(now)
                && am.canKeepAlive()
                && !tombstones.has(token)
                && session.claimKeepAlive(now)
                && !background.submit(() -> keepAliveInBackground(token, session))) {
            session.keepAliveEnded(now + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    private void keepAliveInBackground(SsoToken token, KnownSession session) {
        try {
            validations.run(
                    token.fingerprint(),
                    () -> keepAliveIfStillKnown(token, session),
                    patience,
                    SessionValidator::waitedInVain);
        } finally {
            session.keepAliveEnded(nanoTime.getAsLong() + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    /** Skips the call if AM was asked, or the session ended, while it was queued. */
    private Authentication<SsoIdentity> keepAliveIfStillKnown(SsoToken token, KnownSession session) {
        KnownSession current = cache.known(token);
        if (tombstones.has(token)) {
            return Authentication.refused();
        }
        if (current != session) {
            return current != null && isBelievable(current) ? current.authentication() : waitedInVain();
        }
        return limiter.run(Priority.CONFIRMED, () -> keepAlive(token), SessionValidator::waitedInVain);
    }

    private Authentication<SsoIdentity> keepAlive(SsoToken token) {
        long now = nanoTime.getAsLong();
        KeepAliveResult result = am.keepAlive(token, cookieName.get());
        return recorder.record(
                token,
                now,
                result.answer(),
                result.isSupported()
                        ? SessionRecorder.CallPurpose.KEEP_ALIVE
                        : SessionRecorder.CallPurpose.KEEP_ALIVE_UNSUPPORTED);
    }

    private <T> AmResult<T> admitted(Supplier<AmResult<T>> ask) {
        return limiter.run(Priority.CONFIRMED, ask, () -> new AmResult.NoAnswer<>(TOO_MANY));
    }

    private static Authentication<SsoIdentity> waitedInVain() {
        return new Authentication.Unavailable<>(new Outage("no answer in time"));
    }
}
