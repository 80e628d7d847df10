package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
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
import org.journeyguard.internal.store.LeasedRenewal;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;

/**
 * Renews the tokens of a session, once for all concurrent callers. A refresh token is used once: its successor is stored before any caller
 * sees it. If AM does not answer, it may have used the token up, so the SSO session is used instead; only one of the application's own
 * sessions, which has nothing else, tries it again.
 */
public final class TokenRenewal {
    private static final String ENDED_BY_AM = "AM has ended them";

    private final SessionTokens tokens;
    private final LeasedRenewal leased;
    private final TokenSource source;
    private final TokenCheck check;
    private final Revocation revocation;
    private final RenewalSchedule due;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;
    private final RenewedTokens renewed;
    private final SingleFlight<TokenDigest, RenewalResult> flights;

    /**
     * @param leased runs one renewal of a session at a time
     * @param renewed stores the tokens that a renewal obtained
     * @param deadlines of renewals that start now
     */
    public TokenRenewal(
            SessionTokens tokens,
            LeasedRenewal leased,
            TokenSource source,
            TokenCheck check,
            Revocation revocation,
            RenewedTokens renewed,
            RenewalSchedule due,
            CallLimiter limiter,
            Supplier<Deadline> deadlines,
            LongSupplier nanoTime) {
        this.tokens = tokens;
        this.leased = leased;
        this.source = source;
        this.check = check;
        this.revocation = revocation;
        this.due = due;
        this.limiter = limiter;
        this.renewed = renewed;
        this.deadlines = deadlines;
        // callers wait for their session's renewal; the number of concurrent renewals is limited elsewhere
        this.flights = new SingleFlight<>(new Semaphore(Integer.MAX_VALUE), nanoTime);
    }

    /**
     * Renews the tokens, or waits for a renewal in progress.
     *
     * @param seen the set that has to be replaced; null when there is none
     * @param isForced whether it could still be used
     */
    RenewalResult run(Credential session, @Nullable TokenSet seen, boolean isForced) {
        TokenSet lately = isForced ? forcedLately(session) : null;
        if (lately != null) {
            return new RenewalResult.Got(lately);
        }
        Deadline deadline = deadlines.get();
        Duration patience = deadline.left().plus(CallLimiter.MAX_WAIT);
        RenewalResult result = flights.run(
                session.digest(),
                () -> limiter.run(
                        Priority.CONFIRMED,
                        () -> leased(session, seen, isForced, deadline),
                        () -> new RenewalResult.NoAnswer("too many concurrent token renewals")),
                patience,
                () -> new RenewalResult.NoAnswer("no answer in time"));
        if (result instanceof RenewalResult.NoAnswer) {
            due.pause(session.digest());
        }
        return result;
    }

    /** Returns the result of a recent forced renewal; null where there was none, or it is due already. */
    private @Nullable TokenSet forcedLately(Credential session) {
        return due.isForcedLately(session.digest())
                ? tokens.get(session.digest())
                        .filter(present -> tokens.freshness(present) == Freshness.FRESH)
                        .orElse(null)
                : null;
    }

    /** Without the store nothing is renewed, because what AM issues could not be kept. */
    private RenewalResult leased(Credential session, @Nullable TokenSet seen, boolean isForced, Deadline deadline) {
        try {
            return leased.run(
                            session.digest(),
                            deadline,
                            () -> renewed.attempt(session, () -> renew(session, seen, isForced, deadline)))
                    .orElseGet(() -> new RenewalResult.NoAnswer("another node renews the tokens"));
        } catch (Unavailable e) {
            return new RenewalResult.NoAnswer(Outage.of(e));
        }
    }

    private RenewalResult renew(Credential session, @Nullable TokenSet seen, boolean isForced, Deadline deadline) {
        TokenDigest digest = session.digest();
        TokenSet present = tokens.get(digest).orElse(null);
        boolean mayServe = !isForced || !Objects.equals(present, seen);
        if (present != null && mayServe && tokens.isCurrent(present)) {
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
        RenewalResult result = present != null && present.isRefreshable()
                ? refreshed(session, present, deadline)
                : obtained(session, present, deadline);
        renewed.tried(session, result);
        if (isForced && present != null && result instanceof RenewalResult.Got) {
            due.noteForced(digest);
            revocation.accessSoon(present.token());
        }
        return result;
    }

    /** Asks AM whether a token without a stated expiry is active; null if the token must be renewed. */
    private @Nullable RenewalResult checked(Credential session, TokenSet present, Deadline deadline) {
        return check.alive(present, deadline)
                .<@Nullable RenewalResult>fold(
                        alive -> alive.isPresent() ? renewed.store(session, present, alive.get()) : null,
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
                : renewed.store(session, present, next);
    }

    /** Gives up a refresh token that no longer works, unless the set has been replaced meanwhile. */
    private RenewalResult withoutRefreshToken(Credential session, TokenSet present, String why, Deadline deadline) {
        if (!present.equals(tokens.get(session.digest()).orElse(null))) {
            return renewed.current(session);
        }
        if (session instanceof AppSession own) {
            return renewed.expire(own, why);
        }
        TokenSet spent = present.spent();
        return tokens.replace(session.digest(), present, spent)
                ? instead(session, spent, deadline)
                : renewed.current(session);
    }

    /** Obtains new tokens with the session, and revokes what is left of the old ones. */
    private RenewalResult instead(Credential session, TokenSet spent, Deadline deadline) {
        RenewalResult result = obtained(session, spent, deadline);
        if (result instanceof RenewalResult.Got) {
            revocation.soon(spent);
        }
        return result;
    }

    private RenewalResult obtained(Credential session, @Nullable TokenSet present, Deadline deadline) {
        if (session instanceof AppSession own) {
            return unobtainable(own, present);
        }
        RenewalResult result = source.obtain((SsoToken) session, deadline);
        if (result instanceof RenewalResult.Got got) {
            return renewed.store(session, present, got.tokens());
        }
        if (result instanceof RenewalResult.SignInAgain) {
            renewed.end(session);
        }
        return result;
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
        return renewed.expire(session, "they have expired");
    }
}
