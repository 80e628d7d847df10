package org.journeyguard.internal.authorization;

import java.util.List;
import java.util.Map;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.policy.AuthenticationRequirement;

/** Whether AM's policies allow a request. */
public sealed interface PolicyOutcome {
    /** They allow it, or they are not asked about its path. */
    PolicyOutcome ALLOWED = new Allowed(Map.of());

    /**
     * The request is allowed.
     *
     * @param attributes the response attributes of the policies; empty if they have none
     */
    record Allowed(Map<String, List<String>> attributes) implements PolicyOutcome {}

    /**
     * The request is denied.
     *
     * @param decision AM's, which may have advices
     */
    record Denied(PolicyDecision decision) implements PolicyOutcome {}

    /**
     * The request is denied to users who have not signed in in a certain way.
     *
     * @param requirement how they have to sign in
     * @param decision AM's
     */
    record SignInRequired(AuthenticationRequirement requirement, PolicyDecision decision) implements PolicyOutcome {}

    /** The user's session has ended. */
    record SessionEnded() implements PolicyOutcome {}

    /**
     * AM did not decide.
     *
     * @param outage says why
     */
    record Undecided(Outage outage) implements PolicyOutcome {}

    /** Returns the outcome for an action. */
    static PolicyOutcome of(AmResult<PolicyDecision> result, String action) {
        return result.fold(decision -> of(decision, action), refused -> new SessionEnded(), Undecided::new);
    }

    /** Returns the outcome for an action by AM's decision. */
    static PolicyOutcome of(PolicyDecision decision, String action) {
        if (!decision.isAllowed(action)) {
            return new Denied(decision);
        }
        return decision.attributes().isEmpty() ? ALLOWED : new Allowed(decision.attributes());
    }
}
