package org.journeyguard.internal.am.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question to AM's policies.
 *
 * @param policySet AM's name of the policy set
 * @param subject the user
 * @param address the client's address; empty if it is not known
 * @param environment what else policies can have conditions about
 * @param resources at least one
 */
public record PolicyQuestion(
        String policySet,
        PolicySubject subject,
        String address,
        Map<String, List<String>> environment,
        Set<String> resources) {
    /** Copies the resources. */
    public PolicyQuestion {
        resources = Set.copyOf(resources);
    }
}
