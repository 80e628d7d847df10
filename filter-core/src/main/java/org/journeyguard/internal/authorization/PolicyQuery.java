package org.journeyguard.internal.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A question of the application to AM's policies.
 *
 * @param resource AM's name of it
 * @param policySet whose policies decide; empty for the configured one
 * @param address of the client; empty if it is not known
 * @param environment what else policies can have conditions about
 */
public record PolicyQuery(String resource, String policySet, String address, Map<String, List<String>> environment) {
    /** Copies the environment. */
    public PolicyQuery {
        if (!environment.isEmpty()) {
            Map<String, List<String>> copy = new HashMap<>();
            environment.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            environment = Map.copyOf(copy);
        }
    }
}
