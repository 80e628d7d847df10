package org.journeyguard.internal.bearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.ExactToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.store.SampledReads;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.validation.AnswerCache;
import org.journeyguard.internal.validation.CachedValidator;
import org.journeyguard.internal.validation.FirstValidation;
import org.journeyguard.internal.validation.LimitedValidator;
import org.journeyguard.internal.validation.SingleFlightValidator;
import org.journeyguard.internal.validation.TombstoneValidator;
import org.journeyguard.internal.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Validates access tokens, from a cache where it can. Belongs to one AM, one realm and one audience, so that no answer reaches another
 * application.
 */
public final class BearerValidator implements AnswerCache<BearerToken, TokenIdentity> {
    /** Refusals are remembered only to limit repeated calls. */
    private static final Duration NO_IS_REMEMBERED = Duration.ofSeconds(5);

    private static final int MAX_REFUSED = 10_000;

    private final AccessTokenCheck check;
    private final Duration ttl;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Cache<TokenDigest, Known> known;
    private final SampledReads<TokenDigest, Known> reads;
    private final Cache<TokenDigest, Boolean> refused;
    private final Validator<BearerToken, TokenIdentity> tokens;

    /**
     * A token that was valid.
     *
     * @param token that was valid
     * @param believedUntil in monotonic nanoseconds
     * @param endsAt by our wall clock
     */
    private record Known(
            ExactToken token,
            Authentication.Authenticated<TokenIdentity> authentication,
            long believedUntil,
            @Nullable Instant endsAt) {}

    /**
     * @param check of tokens that are not remembered
     * @param ttl how long a positive answer is trusted
     * @param size how many are remembered
     * @param timeout of a call to AM
     * @param limiter bounds concurrent checks
     * @param tombstones ended tokens, which are refused
     */
    public BearerValidator(
            AccessTokenCheck check,
            Duration ttl,
            int size,
            Duration timeout,
            CallLimiter limiter,
            Tombstones tombstones,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.check = check;
        this.ttl = ttl;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.known = remembering(size, ttl);
        this.reads = new SampledReads<>(known);
        this.refused = remembering(MAX_REFUSED, NO_IS_REMEMBERED);
        this.tokens = new TombstoneValidator<>(
                tombstones,
                new CachedValidator<>(
                        this,
                        observers,
                        new SingleFlightValidator<>(
                                new SingleFlight<>(limiter.waiting(Priority.CONFIRMED), nanoTime),
                                limiter,
                                this::priority,
                                timeout.plus(CallLimiter.MAX_WAIT),
                                new CachedValidator<>(
                                        this,
                                        Observers.NONE,
                                        new FirstValidation<>(
                                                this,
                                                user -> observers.signedIn(user.name(), SignedIn.By.ACCESS_TOKEN),
                                                new LimitedValidator<>(
                                                        limiter,
                                                        false,
                                                        this::priority,
                                                        AccessTokenCheck.TOO_MANY,
                                                        (token, isUse) -> ask(token)))))));
    }

    private <T> Cache<TokenDigest, T> remembering(int size, Duration lasts) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(lasts)
                .build();
    }

    /** Validates a token; never blocks on a cache hit. */
    public Authentication<TokenIdentity> validate(BearerToken token) {
        return tokens.validate(token, true);
    }

    @Override
    public @Nullable Authentication<TokenIdentity> find(BearerToken token, boolean isUse) {
        Known remembered = remembered(token);
        if (remembered != null && isBelievable(remembered)) {
            return remembered.authentication;
        }
        return refused.getIfPresent(token.fingerprint()) != null ? Authentication.refused() : null;
    }

    @Override
    public boolean isKnown(BearerToken token) {
        return remembered(token) != null;
    }

    private boolean isBelievable(Known remembered) {
        return nanoTime.getAsLong() - remembered.believedUntil < 0
                && (remembered.endsAt == null || clock.instant().isBefore(remembered.endsAt));
    }

    private Authentication<TokenIdentity> ask(BearerToken token) {
        Known before = remembered(token);
        long now = nanoTime.getAsLong();
        AccessTokenCheck.Checked checked = check.of(token, Priority.of(before != null));
        Authentication<TokenIdentity> answer = checked.answer();
        if (answer instanceof Authentication.Authenticated<TokenIdentity> valid) {
            known.put(token.digest(), new Known(ExactToken.of(token), valid, now + ttl.toNanos(), checked.endsAt()));
        } else if (answer.isRefused()) {
            if (before != null) {
                known.invalidate(token.digest());
            }
            refused.put(token.fingerprint(), Boolean.TRUE);
        }
        return answer;
    }

    /** Returns the remembered user of a token, still trusted or not; null for an unknown token. */
    public @Nullable TokenIdentity known(BearerToken token) {
        Known remembered = remembered(token);
        return remembered == null ? null : remembered.authentication.identity();
    }

    /** There is one entry per grant, and a positive answer applies to one spelling only. */
    private @Nullable Known remembered(BearerToken token) {
        Known found = reads.get(token.digest());
        return found != null && found.token.is(token) ? found : null;
    }

    /** Returns about how many tokens are remembered. */
    long size() {
        return known.estimatedSize();
    }

    /** Forgets a token that has ended. */
    public void forget(BearerToken token) {
        known.invalidate(token.digest());
    }
}
