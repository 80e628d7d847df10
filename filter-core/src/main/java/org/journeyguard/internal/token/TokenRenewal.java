package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.journeyguard.internal.am.oauth.IssuedTokens;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Renews the tokens of a session, once for all concurrent callers. A refresh token is used once: its successor is stored before any caller
 * sees it. If AM does not answer, it may have used the token up, so the SSO session is used instead; only one of the application's own
 * sessions, which has nothing else, tries it again.
 */
public final class TokenRenewal {
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final String ENDED_BY_AM = "AM has ended them";
    private static final String REVOKED_MEANWHILE = "the tokens were ended meanwhile";

    private final SessionTokens tokens;
    private final TokenSource source;
    private final TokenCheck check;
    private final Revocation revocation;
    private final RenewalSchedule due;
    private final CallLimiter limiter;
    private final Predicate<Credential> isEnded;
    private final LogoutRecords logouts;
    private final Supplier<Deadline> deadlines;
    /** Renewals in progress here, and whether the session's tokens were ended since they began. */
    private final ConcurrentMap<TokenDigest, AtomicBoolean> underWay = new ConcurrentHashMap<>();

    private final SingleFlight<TokenDigest, RenewalResult> flights;
    private volatile Consumer<AppSession> onExpired = session -> {};
    private volatile Consumer<TokenDigest> onEndedAtAm = session -> {};
    private volatile Listener listener = (session, failed) -> {};

    /**
     * @param isEnded whether a session has been ended here
     * @param logouts the sessions and users that AM has signed out
     * @param deadlines of renewals that start now
     */
    public TokenRenewal(
            SessionTokens tokens,
            TokenSource source,
            TokenCheck check,
            Revocation revocation,
            RenewalSchedule due,
            CallLimiter limiter,
            Predicate<Credential> isEnded,
            LogoutRecords logouts,
            Supplier<Deadline> deadlines,
            LongSupplier nanoTime) {
        this.tokens = tokens;
        this.source = source;
        this.check = check;
        this.revocation = revocation;
        this.due = due;
        this.limiter = limiter;
        this.isEnded = isEnded;
        this.logouts = logouts;
        this.deadlines = deadlines;
        // callers wait for their session's renewal; the number of concurrent renewals is limited elsewhere
        this.flights = new SingleFlight<>(new Semaphore(Integer.MAX_VALUE), nanoTime);
    }

    /** Notified of each renewal; must not block. */
    @FunctionalInterface
    interface Listener {
        /**
         * @param failed null when there are new tokens
         */
        void tried(Credential session, RenewalResult.@Nullable Failed failed);
    }

    void onRenewalAttempt(Listener other) {
        listener = other;
    }

    void onExpired(Consumer<AppSession> listener) {
        onExpired = listener;
    }

    void onEndedAtAm(Consumer<TokenDigest> listener) {
        onEndedAtAm = listener;
    }

    /** Cancels a renewal in progress, because the session's tokens end: what AM issues is not used. */
    void cancel(TokenDigest session) {
        AtomicBoolean cancelled = underWay.get(session);
        if (cancelled != null) {
            cancelled.set(true);
        }
    }

    /**
     * Renews the tokens, or waits for a renewal in progress.
     *
     * @param seen the set that has to be replaced; null when there is none
     * @param isForced whether it could still be used
     */
    RenewalResult run(Credential session, @Nullable TokenSet seen, boolean isForced) {
        TokenSet fromLately = isForced ? forcedLately(session) : null;
        if (fromLately != null) {
            return new RenewalResult.Got(fromLately);
        }
        Deadline deadline = deadlines.get();
        Duration patience = deadline.left().plus(CallLimiter.MAX_WAIT);
        RenewalResult renewed = flights.run(
                session.digest(),
                () -> limiter.run(
                        Priority.CONFIRMED,
                        () -> renew(session, seen, isForced, deadline),
                        () -> new RenewalResult.NoAnswer("too many tokens in question at once")),
                patience,
                () -> new RenewalResult.NoAnswer("no answer in time"));
        if (renewed instanceof RenewalResult.NoAnswer) {
            due.pause(session.digest());
        }
        return renewed;
    }

    /** Returns the result of a recent forced renewal; null where there was none, or it is due already. */
    private @Nullable TokenSet forcedLately(Credential session) {
        return due.isForcedLately(session.digest())
                ? tokens.get(session.digest())
                        .filter(present -> tokens.freshness(present) == Freshness.FRESH)
                        .orElse(null)
                : null;
    }

    private RenewalResult renew(Credential session, @Nullable TokenSet seen, boolean isForced, Deadline deadline) {
        TokenDigest digest = session.digest();
        while (!tokens.lease(digest, deadline.left().plus(Outage.SOON))) {
            // another node is renewing them
            if (deadline.left().isZero()) {
                return new RenewalResult.NoAnswer("another node renews the tokens");
            }
            LockSupport.parkNanos(MOMENT.toNanos());
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        underWay.put(digest, cancelled);
        try {
            TokenSet present = tokens.get(digest).orElse(null);
            boolean mayServe = !isForced || !Objects.equals(present, seen);
            if (present != null && mayServe && tokens.freshness(present) == Freshness.FRESH) {
                // another thread or node has renewed them already
                tokens.note(digest, present);
                return new RenewalResult.Got(present);
            }
            if (present != null && !isForced && tokens.freshness(present) == Freshness.UNCHECKED) {
                RenewalResult checked = checked(session, present, deadline);
                if (checked != null) {
                    return checked;
                }
            }
            if (isForced && present != null && isFixed(session, present)) {
                return new RenewalResult.SignInAgain("AM has issued no refresh token");
            }
            RenewalResult renewed = present != null && present.isRefreshable()
                    ? refreshed(session, present, deadline)
                    : obtained(session, present, deadline);
            listener.tried(session, renewed instanceof RenewalResult.Failed failed ? failed : null);
            if (isForced && present != null && renewed instanceof RenewalResult.Got) {
                due.noteForced(digest);
                revocation.accessSoon(present.token());
            }
            return renewed;
        } finally {
            underWay.remove(digest, cancelled);
            tokens.release(digest);
        }
    }

    /** Asks AM whether a token without a stated expiry is active; null when it has to be renewed. */
    private @Nullable RenewalResult checked(Credential session, TokenSet present, Deadline deadline) {
        return check.alive(present, deadline)
                .<@Nullable RenewalResult>fold(
                        alive -> alive.isPresent() ? stored(session, present, alive.get()) : null,
                        refused -> isFixed(session, present) ? RenewalResult.Denied.of(refused) : null,
                        RenewalResult.NoAnswer::new);
    }

    /** Whether only a new sign-in can replace the tokens. */
    private static boolean isFixed(Credential session, TokenSet present) {
        return session instanceof AppSession && !present.isRefreshable();
    }

    private RenewalResult refreshed(Credential session, TokenSet present, Deadline deadline) {
        Instant before = tokens.now();
        return source.refresh(present.token().refreshToken().orElseThrow(), deadline)
                .fold(
                        issued -> followed(session, present, issued, before, deadline),
                        refused -> refused.error().equals("invalid_grant")
                                ? withoutRefreshToken(session, present, ENDED_BY_AM, deadline)
                                : RenewalResult.Denied.of(refused),
                        // one of the application's own sessions has no other way to renew its tokens, so it tries its
                        // refresh token again
                        outage -> outage.mayHaveBeenDone() && session instanceof SsoToken
                                ? withoutRefreshToken(session, present, ENDED_BY_AM, deadline)
                                : new RenewalResult.NoAnswer(outage));
    }

    private RenewalResult followed(
            Credential session, TokenSet present, IssuedTokens issued, Instant before, Deadline deadline) {
        TokenSet next = source.following(present, issued, before, deadline);
        return next == null
                ? withoutRefreshToken(session, present, "AM's ID token is refused", deadline)
                : stored(session, present, next);
    }

    /** Gives up a refresh token that no longer works, unless the set has been replaced meanwhile. */
    private RenewalResult withoutRefreshToken(Credential session, TokenSet present, String why, Deadline deadline) {
        if (!present.equals(tokens.get(session.digest()).orElse(null))) {
            return whatIsThereNow(session);
        }
        if (session instanceof AppSession own) {
            return over(own, why);
        }
        TokenSet spent = present.spent();
        return tokens.replace(session.digest(), present, spent)
                ? instead(session, spent, deadline)
                : whatIsThereNow(session);
    }

    /** Obtains new tokens with the session, and revokes what is left of the old ones. */
    private RenewalResult instead(Credential session, TokenSet spent, Deadline deadline) {
        RenewalResult renewed = obtained(session, spent, deadline);
        if (renewed instanceof RenewalResult.Got) {
            revocation.soon(spent);
        }
        return renewed;
    }

    private RenewalResult obtained(Credential session, @Nullable TokenSet present, Deadline deadline) {
        if (session instanceof AppSession own) {
            return unobtainable(own, present);
        }
        RenewalResult renewed = source.obtain((SsoToken) session, deadline);
        if (renewed instanceof RenewalResult.Got got) {
            return stored(session, present, got.tokens());
        }
        if (renewed instanceof RenewalResult.SignInAgain) {
            tokens.remove(session.digest()).ifPresent(revocation::soon);
        }
        return renewed;
    }

    /** Without a refresh token, one of the application's own sessions lasts as long as its access token. */
    private RenewalResult unobtainable(AppSession session, @Nullable TokenSet present) {
        if (present == null) {
            return new RenewalResult.SignInAgain("they were revoked");
        }
        Freshness freshness = tokens.freshness(present);
        if (freshness == Freshness.FRESH || freshness == Freshness.DUE) {
            due.pause(session.digest());
            return new RenewalResult.Got(present);
        }
        return over(session, "they have expired");
    }

    private RenewalResult over(AppSession session, String why) {
        tokens.remove(session.digest()).ifPresent(revocation::soon);
        onExpired.accept(session);
        return new RenewalResult.SignInAgain(why);
    }

    /** Stores a set before any caller sees it. A logout that came first has left a mark here; a later one finds the set. */
    private RenewalResult stored(Credential session, @Nullable TokenSet present, TokenSet next) {
        if (!tokens.replace(session.digest(), present, next)) {
            // the logout that ended the old set did not know of this one
            revocation.soon(next);
            return whatIsThereNow(session);
        }
        boolean isOverAtAm = next.token()
                .idToken()
                .filter(idToken -> logouts.hasEnded(source.claims(idToken)))
                .isPresent();
        AtomicBoolean cancelled = underWay.get(session.digest());
        boolean isCancelled = cancelled != null && cancelled.get();
        if (!isOverAtAm && !isCancelled && !isEnded.test(session)) {
            return new RenewalResult.Got(next);
        }
        tokens.remove(session.digest()).ifPresent(revocation::soon);
        if (isOverAtAm && session instanceof SsoToken) {
            onEndedAtAm.accept(session.digest());
        }
        return isOverAtAm || isEnded.test(session)
                ? new RenewalResult.SignInAgain("the session has been ended")
                : new RenewalResult.NoAnswer(REVOKED_MEANWHILE);
    }

    private RenewalResult whatIsThereNow(Credential session) {
        TokenSet now = tokens.get(session.digest()).orElse(null);
        if (now != null && tokens.freshness(now) != Freshness.EXPIRED) {
            return new RenewalResult.Got(now);
        }
        return isEnded.test(session)
                ? new RenewalResult.SignInAgain("the session has been ended here")
                : new RenewalResult.NoAnswer(REVOKED_MEANWHILE);
    }
}
