package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.validation.CachedValidator;
import org.journeyguard.internal.validation.FirstValidation;
import org.journeyguard.internal.validation.LimitedValidator;
import org.journeyguard.internal.validation.SingleFlightValidator;
import org.journeyguard.internal.validation.TombstoneValidator;
import org.journeyguard.internal.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Validates SSO tokens against a cache and, on a miss, against AM: one call per token at a time, and a bounded number overall. Keeps
 * sessions in use alive at AM. Belongs to one AM and one realm, so that no answer reaches another.
 */
public final class SessionValidator {
    private static final String TOO_MANY = "too many concurrent session calls";

    private final AmClient am;
    private final CookieName cookieName;
    private final LongSupplier nanoTime;
    private final Observers observers;
    private final Duration patience;
    private final SessionCache cache;
    private final CallLimiter limiter;
    private final SessionKeepAlive keepAlive;
    private final Validator<SsoToken, SsoIdentity> sessions;
    private final Validator<SsoToken, SsoIdentity> sessionsAnew;
    private final SingleFlight<TokenDigest, AmResult<Boolean>> endings;
    private final LazyAttributes details;

    /**
     * @param am validates, extends and ends sessions
     * @param cookieName the name of AM's cookie
     * @param settings of the cache and of keep-alive calls
     * @param roles the source of roles
     * @param limiter bounds concurrent calls to AM
     * @param background runs the calls that keep sessions alive
     * @param tombstones ended sessions, which are refused
     * @param log tells other nodes of users whose sessions have changed
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
            LogWriter log,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.am = am;
        this.cookieName = cookieName;
        this.nanoTime = nanoTime;
        this.observers = observers;
        this.limiter = limiter;
        this.patience = am.timeout().plus(CallLimiter.MAX_WAIT);
        this.cache = new SessionCache(settings.cacheSize(), log, nanoTime::getAsLong);
        Semaphore patient = limiter.waiting(Priority.CONFIRMED);
        this.endings = new SingleFlight<>(patient, nanoTime);
        this.details =
                new LazyAttributes(am, cookieName, roles, settings.cacheTtl(), patience, limiter, cache, nanoTime);
        SessionRecorder recorder =
                new SessionRecorder(cache, am.realm(), settings, am::validationExtendsSession, clock);
        SingleFlight<TokenDigest, Authentication<SsoIdentity>> flights = new SingleFlight<>(patient, nanoTime);
        this.keepAlive = new SessionKeepAlive(
                am, cookieName, cache, recorder, limiter, background, tombstones, flights, patience, clock, nanoTime);
        SessionCheck check = new SessionCheck(am, cookieName, cache, recorder, keepAlive, nanoTime);
        SessionAnswers answers =
                new SessionAnswers(cache, keepAlive::use, am::validationExtendsSession, clock, nanoTime);
        // within a validation in progress, a keep-alive call would wait for that validation and count as made
        SessionAnswers recent =
                new SessionAnswers(cache, (token, known, now) -> {}, am::validationExtendsSession, clock, nanoTime);
        Validator<SsoToken, SsoIdentity> asking = new SingleFlightValidator<>(
                flights,
                limiter,
                answers::priority,
                patience,
                new CachedValidator<>(
                        recent,
                        Observers.NONE,
                        new FirstValidation<>(
                                answers,
                                this::reportSignIn,
                                new LimitedValidator<>(limiter, true, answers::priority, TOO_MANY, check))));
        this.sessions = new TombstoneValidator<>(
                tombstones, new CachedValidator<>(answers, observers, (token, isUse) -> used(token, isUse, asking)));
        this.sessionsAnew = new TombstoneValidator<>(
                tombstones,
                new SingleFlightValidator<>(
                        flights,
                        limiter,
                        token -> Priority.CONFIRMED,
                        patience,
                        new LimitedValidator<>(
                                limiter,
                                true,
                                token -> Priority.CONFIRMED,
                                TOO_MANY,
                                (token, isUse) -> check.anew(token))));
    }

    private void reportSignIn(SsoIdentity user) {
        if (user.realm().equals(am.realm())) {
            observers.signedIn(user.name(), SignedIn.By.AM_SESSION);
        }
    }

    private Authentication<SsoIdentity> used(SsoToken token, boolean isUse, Validator<SsoToken, SsoIdentity> asking) {
        Authentication<SsoIdentity> answer = asking.validate(token, isUse);
        KnownSession known = isUse && answer.isAuthenticated() ? cache.known(token) : null;
        if (known != null) {
            keepAlive.use(token, known, nanoTime.getAsLong());
        }
        return answer;
    }

    /**
     * Validates a token. Never blocks on a cache hit, and otherwise at most a second longer than the deadline of a call.
     *
     * @param isUse whether the session is being used and has to be kept alive
     */
    public Authentication<SsoIdentity> validate(SsoToken token, boolean isUse) {
        return sessions.validate(token, isUse);
    }

    /** Validates a token at AM even if the answer is remembered; not treated as use of the session. */
    public Authentication<SsoIdentity> validateAnew(SsoToken token) {
        return sessionsAnew.validate(token, false);
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

    /** Forgets all sessions of a user on all nodes, so that AM is asked about each before it is valid again. */
    public void forgetUser(String realm, String name) {
        Map<TokenDigest, KnownSession> unused = cache.forgetUser(realm, name, nanoTime.getAsLong());
    }

    /** Forgets all sessions of a user because another node has told of it. */
    public void forgetUser(TokenDigest owner) {
        Map<TokenDigest, KnownSession> unused = cache.forgetUser(owner, nanoTime.getAsLong());
    }

    /** Returns the sessions of a user that are known here. */
    public Set<TokenDigest> ofUser(String realm, String name) {
        return cache.ofUser(realm, name).keySet();
    }

    /**
     * Records that AM has ended all sessions of a user.
     *
     * @param ended those that were known before: they are refused, so that their tokens end as well. All others are only forgotten
     */
    public void endedUser(String realm, String name, Set<TokenDigest> ended) {
        cache.forgetUser(realm, name, nanoTime.getAsLong()).forEach((digest, session) -> {
            if (ended.contains(digest)) {
                cache.ended(digest, session);
            }
        });
    }

    private <T> AmResult<T> admitted(Supplier<AmResult<T>> ask) {
        return limiter.run(Priority.CONFIRMED, ask, () -> new AmResult.NoAnswer<>(TOO_MANY));
    }
}
