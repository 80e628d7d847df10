package org.journeyguard.internal.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.am.policy.Evaluation;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.SampledReads;
import org.jspecify.annotations.Nullable;

/**
 * Caches AM's decisions. The key is the exact token that AM was asked about, and decisions are only looked up for valid tokens, so none is
 * used after its session has ended.
 */
final class DecisionCache {
    /** Users may at any moment do what an advice asks of them, in another application too. */
    static final Duration WITH_ADVICES = Duration.ofSeconds(5);

    private static final int USUAL_LENGTH = 1_000;

    private final Cache<DecisionKey, Cached> decisions;
    private final SampledReads<DecisionKey, Cached> reads;
    private final Duration ttl;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** Most decisions allow and deny the same actions, whose names make up half of a decision. */
    private final Interner<Map<String, Boolean>> actions = Interner.newWeakInterner();
    /** Changes when decisions are dropped, so that no answer to an earlier question is cached afterwards. */
    private final AtomicLong era = new AtomicLong();

    /**
     * @param until monotonic
     * @param endsAt by the wall clock, in milliseconds of the epoch, because monotonic time may stand still while the machine is suspended
     */
    private record Cached(PolicyDecision decision, long until, long endsAt) {}

    DecisionCache(Duration ttl, int size, Clock clock, LongSupplier nanoTime) {
        this.ttl = ttl;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.decisions = Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((DecisionKey key, Cached cached) -> 1 + key.path().length() / USUAL_LENGTH)
                .executor(Runnable::run)
                .build();
        this.reads = new SampledReads<>(decisions);
    }

    /** Returns a decision that is still valid; null if there is none. */
    @Nullable
    PolicyDecision find(DecisionKey key) {
        Cached cached = reads.get(key);
        return cached != null && nanoTime.getAsLong() - cached.until < 0 && clock.millis() < cached.endsAt
                ? cached.decision
                : null;
    }

    /** Returns what {@link #store} must be told of the time when AM is asked. */
    long era() {
        return era.get();
    }

    /**
     * Stores a decision, unless decisions were dropped since AM was asked.
     *
     * @param askedIn {@link #era} when AM was asked
     */
    void store(DecisionKey key, Evaluation evaluation, long askedIn) {
        PolicyDecision decision = evaluation.decision();
        Duration longest = decision.advices().isEmpty() ? ttl : shorter(ttl, WITH_ADVICES);
        Duration lasts = shorter(longest, evaluation.lasts());
        if (!key.enquiry().isOnce() && !lasts.isNegative() && !lasts.isZero()) {
            decisions.put(
                    key,
                    new Cached(
                            compact(decision),
                            nanoTime.getAsLong() + lasts.toNanos(),
                            clock.millis() + lasts.toMillis()));
        }
        // checked after storing, so that a concurrent drop finds the decision
        if (era.get() != askedIn) {
            decisions.invalidate(key);
        }
    }

    private PolicyDecision compact(PolicyDecision decision) {
        return new PolicyDecision(
                decision.resource(), actions.intern(decision.actions()), decision.attributes(), decision.advices());
    }

    /** Drops all decisions. */
    void drop() {
        era.incrementAndGet();
        decisions.invalidateAll();
    }

    /** Drops the decisions by a policy set. */
    void drop(String policySet) {
        era.incrementAndGet();
        decisions.asMap().keySet().removeIf(key -> key.enquiry().policySet().equals(policySet));
    }

    /** Drops the decisions about a session or token. */
    void drop(TokenDigest subject) {
        decisions.asMap().keySet().removeIf(key -> key.enquiry().subject().equals(subject));
    }

    /** Returns about how many decisions are cached. */
    long size() {
        return decisions.estimatedSize();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
