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
import org.journeyguard.internal.config.JourneyConfig;
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
import org.jspecify.annotations.Nullable;

/**
 * Says whether SSO tokens are valid, from memory where it can, and asks AM at most once at a time about each and about a
 * bounded number at all. Sessions in use are kept alive at AM. Belongs to one AM and one realm, so that no answer reaches another.
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
    private final Observers observers;
    private final String realm;
    private final SingleFlight<TokenDigest, Authentication<SsoIdentity>> validations;
    private final SingleFlight<TokenDigest, AmResult<Boolean>> endings;
    private final LazyAttributes details;

    /**
     * @param am where to ask
     * @param cookieName the name of AM's cookie
     * @param config times, sizes and the source of roles
     * @param limiter how much may be in question at AM
     * @param background where sessions are kept alive
     * @param clock for the ends of sessions
     * @param nanoTime monotonic time, for how long an answer is believed
     * @param observers hear of what is remembered, and of who is new
     */
    public SessionValidator(
            AmClient am,
            CookieName cookieName,
            JourneyConfig config,
            CallLimiter limiter,
            BackgroundTasks background,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.am = am;
        this.cookieName = cookieName;
        this.clock = clock;
        this.observers = observers;
        this.realm = config.am().realm();
        this.nanoTime = nanoTime;
        this.patience = config.am().timeout().plus(CallLimiter.MAX_WAIT);
        this.cache = new SessionCache(config.sessions().cacheSize(), nanoTime::getAsLong);
        this.recorder = new SessionRecorder(cache, realm, config.sessions(), am::validationExtendsSession, clock);
        Semaphore patient = limiter.waiting(Priority.CONFIRMED);
        this.validations = new SingleFlight<>(patient, nanoTime);
        this.endings = new SingleFlight<>(patient, nanoTime);
        this.details = new LazyAttributes(
                am, cookieName, config.roles(), config.sessions().cacheTtl(), patience, limiter, cache, nanoTime);
        this.limiter = limiter;
        this.background = background;
    }

    /**
     * AM's answer about a token; never blocks when it is remembered, and at most a second longer than the deadline of a call.
     *
     * @param isUse whether the session is being used, and so to be kept alive
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
        KnownSession told = isUse && answer.isAuthenticated() ? cache.known(token) : null;
        if (told != null) {
            use(token, told);
        }
        return answer;
    }

    /** Asks AM about a token although its answer may be remembered; does not count as use of the session. */
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

    /** About how many are remembered. */
    public long size() {
        return cache.size();
    }

    /** What else AM tells of sessions. */
    public LazyAttributes details() {
        return details;
    }

    /** Who hears of each session that AM refuses, by digest; on the thread that has asked. */
    public void whenRefused(Consumer<TokenDigest> listener) {
        cache.whenRefused(listener);
    }

    /** How long a session that AM has confirmed can last, believed or not; null for a stranger's. */
    public @Nullable Duration known(SsoToken token) {
        return cache.known(token) == null ? null : cache.left(token.digest());
    }

    /** The same of a session that AM itself has named. */
    public @Nullable Duration known(TokenDigest session) {
        return cache.left(session);
    }

    /** Whose session it is, if AM has confirmed it, believed or not; null for a stranger's. */
    public @Nullable SsoIdentity identity(SsoToken token) {
        return identity(cache.known(token));
    }

    /** The same of a session that AM itself has named. */
    public @Nullable SsoIdentity identity(TokenDigest session) {
        return identity(cache.known(session));
    }

    private static @Nullable SsoIdentity identity(@Nullable KnownSession session) {
        return session == null ? null : session.identity();
    }

    /**
     * The digest of a session that AM names by SHA-256 of its token. A client-side session is known by that only if it was confirmed here
     * with its token as AM issued it; of any other session it is the digest.
     */
    public TokenDigest named(TokenDigest sha256) {
        return cache.named(sha256);
    }

    /**
     * Ends a session that AM has confirmed, at AM, also while AM is not asked otherwise; here it has to be forgotten.
     *
     * @return true when AM ended it, false when there was none to end (any more)
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

    /** Forgets all sessions of a user: AM is asked about each before it counts again. */
    public void forgetUser(String realm, String name) {
        Map<TokenDigest, KnownSession> unused = cache.forgetUser(realm, name, nanoTime.getAsLong());
    }

    /** AM has ended all sessions of a user: they count as refused, so that their tokens end as well. */
    public void endedUser(String realm, String name) {
        cache.forgetUser(realm, name, nanoTime.getAsLong()).forEach(cache::ended);
    }

    private boolean isBelievable(KnownSession session) {
        return session.isBelievable(nanoTime.getAsLong(), clock.millis());
    }

    /**
     * Whether a session has gone unused here for its idle time. Where AM takes every question for use, asking on behalf of
     * what is no use would keep the session alive for ever.
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

    /** An error that only a stranger's token provokes is a refusal: AM can't read it, and never could. */
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
            return session != null && isUse && session.isTouchDue(nanoTime.getAsLong())
                    ? touch(token)
                    : recorder.record(
                            token,
                            nanoTime.getAsLong(),
                            am.sessionInfo(token, cookieName.get(), Priority.of(session != null)),
                            isUse ? SessionRecorder.Asking.FOR_USE : SessionRecorder.Asking.PASSIVELY);
        } catch (Unavailable e) {
            return new Authentication.Unavailable<>(Outage.of(e));
        }
    }

    private void use(SsoToken token, KnownSession session) {
        long now = nanoTime.getAsLong();
        session.use(now);
        if (session.isTouchDue(now)
                && am.canKeepAlive()
                && session.takeTouch(now)
                && !background.submit(() -> touchInBackground(token, session))) {
            session.touchEnded(now + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    private void touchInBackground(SsoToken token, KnownSession session) {
        try {
            validations.run(
                    token.fingerprint(), () -> touchOnceMore(token, session), patience, SessionValidator::waitedInVain);
        } finally {
            session.touchEnded(nanoTime.getAsLong() + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    /** Unless AM was asked, or the session ended, while the touch waited for its turn. */
    private Authentication<SsoIdentity> touchOnceMore(SsoToken token, KnownSession session) {
        KnownSession current = cache.known(token);
        if (current != session) {
            return current != null && isBelievable(current) ? current.authentication() : waitedInVain();
        }
        return limiter.run(Priority.CONFIRMED, () -> touch(token), SessionValidator::waitedInVain);
    }

    private Authentication<SsoIdentity> touch(SsoToken token) {
        long now = nanoTime.getAsLong();
        KeepAliveResult touched = am.keepAlive(token, cookieName.get());
        return recorder.record(
                token,
                now,
                touched.answer(),
                touched.isSupported()
                        ? SessionRecorder.Asking.WITH_A_TOUCH
                        : SessionRecorder.Asking.WITH_A_TOUCH_IN_VAIN);
    }

    private <T> AmResult<T> admitted(Supplier<AmResult<T>> ask) {
        return limiter.run(Priority.CONFIRMED, ask, () -> new AmResult.NoAnswer<>(TOO_MANY));
    }

    private static Authentication<SsoIdentity> waitedInVain() {
        return new Authentication.Unavailable<>(new Outage("no answer in time"));
    }
}
