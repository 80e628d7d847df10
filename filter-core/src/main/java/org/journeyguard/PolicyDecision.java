package org.journeyguard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * AM's decision about a resource by its policies.
 *
 * @param resource the resource that AM was asked about
 * @param actions the actions that a policy allows (true) or denies (false); empty if no policy applies, which denies all
 * @param attributes the response attributes of the policies; empty if they have none
 * @param advices what the user can do to be allowed, by the name of the advice; empty if nothing. For example
 *     {@code AuthLevelConditionAdvice} with the required level
 * @see "PingAM 8, Authorization guide: Request policy decisions over REST (resource 2.0)"
 */
public record PolicyDecision(
        String resource,
        Map<String, Boolean> actions,
        Map<String, List<String>> attributes,
        Map<String, List<String>> advices) {

    /** Copies the maps and lists. */
    public PolicyDecision {
        actions = Map.copyOf(actions);
        attributes = copy(attributes);
        advices = copy(advices);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> lists) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        lists.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Map.copyOf(copy);
    }

    /**
     * Returns whether the policies allow an action.
     *
     * @param action its name in the policies, such as {@code GET} or {@code approve}; case matters
     */
    public boolean isAllowed(String action) {
        return Boolean.TRUE.equals(actions.get(action));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PolicyDecision that
                && resource.equals(that.resource)
                && actions.equals(that.actions)
                && attributes.equals(that.attributes)
                && advices.equals(that.advices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(resource, actions, attributes, advices);
    }
}
