package org.journeyguard.internal.authorization;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.policy.PolicySubject;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.SessionAdministrator;
import org.journeyguard.internal.authorization.DecisionKey.Enquiry;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.request.PathInterpretations;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.RawPath;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.session.SessionValidator;
import org.jspecify.annotations.Nullable;

/** AM's policies, evaluated by AM. Belongs to one AM, one realm and one policy set. */
public final class AmPolicies implements Policies {
    private final String policySet;
    private final PathPattern[] paths;
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
        this.paths = settings.paths().toArray(PathPattern[]::new);
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
    public PolicyOutcome outcome(RequestFacts facts, Credential credential) {
        PolicyQuery query = new PolicyQuery(resources.resource(facts), "", facts.remoteAddress(), Map.of());
        return PolicyOutcome.of(decision(query, credential), facts.method());
    }

    @Override
    public AmResult<PolicyDecision> decision(PolicyQuery query, Credential credential) {
        PolicySubject subject = subject(credential);
        if (subject == null) {
            return new AmResult.Value<>(new PolicyDecision(query.resource(), Map.of(), Map.of(), Map.of()));
        }
        String set = query.policySet().isEmpty() ? policySet : query.policySet();
        Enquiry enquiry = new Enquiry(subject.digest(), set, query.address(), query.environment());
        return evaluator.evaluate(subject, enquiry, query.resource());
    }

    /** AM decides about sessions only; it does not verify access tokens. */
    private static @Nullable PolicySubject subject(Credential credential) {
        return credential instanceof SsoToken token ? PolicySubject.of(token) : null;
    }
}
