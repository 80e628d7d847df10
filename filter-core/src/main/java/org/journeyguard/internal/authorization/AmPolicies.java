package org.journeyguard.internal.authorization;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.policy.PolicySubject;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.SessionAdministrator;
import org.journeyguard.internal.authorization.DecisionKey.Enquiry;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.request.PathInterpretations;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.RawPath;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.request.TransactionId;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.session.SessionValidator;

/** AM's policies, evaluated by AM. Belongs to one AM, one realm and one policy set. */
public final class AmPolicies implements Policies {
    /** The part of the environment with the id of a transaction. */
    static final String TRANSACTION = "TxId";

    private static final PathPattern ALL_PATHS = PathPattern.parse("/*");

    private final String policySet;
    private final boolean asksByJwt;
    private final PathPattern[] paths;
    /** As by default. */
    private final boolean decideAboutAll;

    private final ResourceRules resources;
    private final PolicyEvaluator evaluator;

    /**
     * @param settings with a URL for resources
     * @param caller may evaluate policies for others
     * @param sessions tell whether a session has ended
     * @param limiter limits concurrent calls to AM
     */
    public AmPolicies(
            PolicySettings settings,
            AmClient am,
            SessionAdministrator caller,
            CookieName cookieName,
            SessionValidator sessions,
            CallLimiter limiter,
            Clock clock,
            LongSupplier nanoTime) {
        this.policySet = settings.policySet();
        this.asksByJwt = settings.asksByJwt();
        this.paths = settings.paths().toArray(PathPattern[]::new);
        this.decideAboutAll = settings.paths().stream().anyMatch(pattern -> pattern.covers(ALL_PATHS));
        this.resources = new ResourceRules(Objects.requireNonNull(settings.resourceUrl()), settings.query());
        this.evaluator = new PolicyEvaluator(
                am.policies(caller, clock),
                settings,
                cookieName::find,
                subject -> subject.credential() instanceof SsoToken token
                        && sessions.validateAnew(token).isRefused(),
                limiter,
                am.timeout(),
                clock,
                nanoTime);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void signedInAnew(Credential credential) {
        evaluator.cache().drop(credential.fingerprint());
    }

    @Override
    public void changed(String changedSet) {
        if (changedSet.isEmpty()) {
            evaluator.cache().drop();
        } else {
            evaluator.cache().drop(changedSet);
        }
    }

    /** Returns about how many decisions are cached. */
    public long size() {
        return evaluator.cache().size();
    }

    @Override
    public boolean decideAbout(RequestFacts facts) {
        if (decideAboutAll) {
            return true;
        }
        String path = ResourceRules.path(facts.containerPath());
        for (PathPattern pattern : paths) {
            if (pattern.matchesMethod(facts.method()) && (pattern.matches(path) || isReadingOf(facts, pattern))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a framework could read the path so that it matches: JAX-RS, for one, ignores a slash at its end. */
    private static boolean isReadingOf(RequestFacts facts, PathPattern pattern) {
        String raw = facts.rawPath();
        boolean hasOneReading = RawPath.kind(raw) == RawPath.Kind.PLAIN
                && raw.equals(facts.containerPath())
                && !raw.endsWith("/")
                && raw.indexOf('%') < 0;
        return !hasOneReading
                && PathInterpretations.of(facts.rawPath(), facts.containerPath()).stream()
                        .anyMatch(pattern::matches);
    }

    @Override
    public PolicyOutcome outcome(RequestFacts facts, PolicyUser user) {
        TokenDigest digest = user.credential().fingerprint();
        String path = resources.path(facts);
        Enquiry enquiry = new Enquiry(digest, policySet, resources.base(), facts.remoteAddress(), Map.of());
        PolicyOutcome outcome = outcome(new DecisionKey(enquiry, path), facts.method(), user);
        if (outcome instanceof PolicyOutcome.Denied denied
                && AdviceRules.transaction(denied.decision().advices()).isPresent()) {
            return TransactionId.of(facts)
                    .map(id -> enquiry.in(Map.of(TRANSACTION, List.of(id))))
                    .map(once -> outcome(new DecisionKey(once, path), facts.method(), user))
                    .orElse(outcome);
        }
        return outcome;
    }

    private PolicyOutcome outcome(DecisionKey key, String action, PolicyUser user) {
        PolicyDecision cached = evaluator.cache().find(key);
        return cached == null ? PolicyOutcome.of(evaluated(key, user), action) : PolicyOutcome.of(cached, action);
    }

    @Override
    public AmResult<PolicyDecision> decision(PolicyQuery query, PolicyUser user) {
        String set = query.policySet().isEmpty() ? policySet : query.policySet();
        TokenDigest digest = user.credential().fingerprint();
        String resource = query.resource();
        String base = resource.startsWith(resources.base()) ? resources.base() : "";
        DecisionKey key = new Enquiry(digest, set, base, query.address(), query.environment()).key(resource);
        PolicyDecision cached = evaluator.cache().find(key);
        return cached == null ? evaluated(key, user) : new AmResult.Value<>(cached);
    }

    private AmResult<PolicyDecision> evaluated(DecisionKey key, PolicyUser user) {
        return subject(user).map(subject -> evaluator.evaluate(subject, key)).orElseGet(() -> denied(key.resource()));
    }

    /** The user as AM can identify them, by a session or, if that is configured, by a JWT. */
    private Optional<PolicySubject> subject(PolicyUser user) {
        if (user.credential() instanceof SsoToken token) {
            return Optional.of(PolicySubject.of(token));
        }
        return asksByJwt ? user.jwt().map(jwt -> PolicySubject.of(user.credential(), jwt)) : Optional.empty();
    }

    private static AmResult<PolicyDecision> denied(String resource) {
        return new AmResult.Value<>(new PolicyDecision(resource, Map.of(), Map.of(), Map.of()));
    }
}
