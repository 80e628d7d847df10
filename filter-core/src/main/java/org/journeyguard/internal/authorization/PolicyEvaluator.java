package org.journeyguard.internal.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.am.policy.Evaluation;
import org.journeyguard.internal.am.policy.PolicyApi;
import org.journeyguard.internal.am.policy.PolicyQuestion;
import org.journeyguard.internal.am.policy.PolicySubject;
import org.journeyguard.internal.authorization.DecisionKey.Enquiry;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/**
 * Gets decisions from the cache or from AM: one call at a time for each user and address, which asks for all resources that other requests
 * have wanted meanwhile.
 */
final class PolicyEvaluator {
    /** Maximum number of resources in one call. */
    static final int AT_ONCE = 50;

    private final PolicyApi am;
    private final Supplier<AmResult<String>> cookieName;
    private final Predicate<PolicySubject> hasEnded;
    private final DecisionCache cache;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final SingleFlight<Enquiry, Answer> calls;
    private final ConcurrentMap<Enquiry, Set<String>> wanted = new ConcurrentHashMap<>();

    /**
     * The result of a call.
     *
     * @param asked the resources that it was about
     * @param decisions those that AM has decided about
     */
    private record Answer(Set<String> asked, AmResult<Map<String, PolicyDecision>> decisions) {}

    /**
     * @param cookieName the name of AM's cookie
     * @param hasEnded asks AM whether the user's session has ended
     * @param limiter limits concurrent calls to AM
     * @param timeout of one call
     */
    PolicyEvaluator(
            PolicyApi am,
            PolicySettings settings,
            Supplier<AmResult<String>> cookieName,
            Predicate<PolicySubject> hasEnded,
            CallLimiter limiter,
            Duration timeout,
            Clock clock,
            LongSupplier nanoTime) {
        this.am = am;
        this.cookieName = cookieName;
        this.hasEnded = hasEnded;
        this.cache = new DecisionCache(settings.cacheTtl(), settings.cacheSize(), clock, nanoTime);
        this.limiter = limiter;
        this.deadlines = () -> Deadline.in(timeout, nanoTime);
        this.patience = timeout.plus(CallLimiter.MAX_WAIT);
        this.nanoTime = nanoTime;
        this.calls = new SingleFlight<>(limiter.waiting(Priority.CONFIRMED), nanoTime);
    }

    /** Returns the cached decisions. */
    DecisionCache cache() {
        return cache;
    }

    /**
     * Returns AM's decision, or one that another call has cached meanwhile.
     *
     * @param key of a decision about the subject
     * @return refused if the user's session has ended
     */
    AmResult<PolicyDecision> evaluate(PolicySubject subject, DecisionKey key) {
        Enquiry enquiry = key.enquiry();
        String resource = key.resource();
        if (enquiry.isOnce()) {
            // what AM allows once is for one request
            return evaluate(subject, enquiry, Set.of(resource)).flatMap(all -> decision(all.get(resource)));
        }
        long begun = nanoTime.getAsLong();
        try {
            // a call in progress that does not ask for this resource has to end before the next, which does
            do {
                wanted.merge(enquiry, Set.of(resource), PolicyEvaluator::union);
                Answer answer = calls.run(
                        enquiry,
                        () -> call(subject, enquiry, resource),
                        patience,
                        () -> new Answer(Set.of(resource), new AmResult.NoAnswer<>("no decision in time")));
                if (answer.asked().contains(resource)) {
                    return answer.decisions().flatMap(all -> decision(all.get(resource)));
                }
            } while (nanoTime.getAsLong() - begun < patience.toNanos());
            return new AmResult.NoAnswer<>("no decision in time");
        } finally {
            wanted.computeIfPresent(enquiry, (same, resources) -> without(resource, resources));
        }
    }

    private static AmResult<PolicyDecision> decision(@Nullable PolicyDecision decision) {
        return decision == null
                ? new AmResult.NoAnswer<>("AM's answer has no decision about the resource")
                : new AmResult.Value<>(decision);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static @Nullable Set<String> without(String resource, Set<String> resources) {
        Set<String> others = new HashSet<>(resources);
        others.remove(resource);
        return others.isEmpty() ? null : others;
    }

    /** Makes a call for this resource and for those that others want; leaves out what an earlier call has cached meanwhile. */
    private Answer call(PolicySubject subject, Enquiry enquiry, String resource) {
        Set<String> resources = new HashSet<>(Set.of(resource));
        Set<String> others = wanted.remove(enquiry);
        if (others != null) {
            others.stream().limit(AT_ONCE - 1).forEach(resources::add);
        }
        Map<String, PolicyDecision> decisions = new HashMap<>();
        for (String each : resources) {
            PolicyDecision cached = cache.find(enquiry.key(each));
            if (cached != null) {
                decisions.put(each, cached);
            }
        }
        Set<String> unknown = new HashSet<>(resources);
        unknown.removeAll(decisions.keySet());
        if (unknown.isEmpty()) {
            return new Answer(resources, new AmResult.Value<>(decisions));
        }
        return new Answer(resources, evaluate(subject, enquiry, unknown).map(evaluated -> {
            decisions.putAll(evaluated);
            return decisions;
        }));
    }

    private AmResult<Map<String, PolicyDecision>> evaluate(
            PolicySubject subject, Enquiry enquiry, Set<String> resources) {
        return evaluations(subject, enquiry, resources).map(evaluations -> {
            Map<String, PolicyDecision> decisions = new HashMap<>();
            evaluations.forEach((each, evaluation) -> decisions.put(each, evaluation.decision()));
            return decisions;
        });
    }

    private AmResult<Map<String, Evaluation>> evaluations(
            PolicySubject subject, Enquiry enquiry, Set<String> resources) {
        long era = cache.era();
        PolicyQuestion question =
                new PolicyQuestion(enquiry.policySet(), subject, enquiry.address(), enquiry.environment(), resources);
        AmResult<Map<String, Evaluation>> result = cookieName
                .get()
                .flatMap(cookie -> limiter.run(
                        Priority.CONFIRMED,
                        () -> am.evaluate(question, cookie, deadlines.get()),
                        () -> new AmResult.NoAnswer<>("too many concurrent policy calls")));
        return result.fold(
                evaluations -> {
                    if (evaluations.values().stream().anyMatch(PolicyEvaluator::isEmpty) && hasEnded.test(subject)) {
                        return AmResult.sessionEnded();
                    }
                    evaluations.forEach((each, evaluation) -> cache.store(enquiry.key(each), evaluation, era));
                    return result;
                },
                refused -> hasEnded.test(subject)
                        ? AmResult.sessionEnded()
                        : new AmResult.NoAnswer<>("AM can't evaluate policies for this user"),
                outage -> result);
    }

    /** Whether no policy applies, which is also what PingAM says about a session that has ended. */
    private static boolean isEmpty(Evaluation evaluation) {
        return evaluation.decision().actions().isEmpty()
                && evaluation.decision().advices().isEmpty();
    }
}
