package org.journeyguard.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rule of a resource method: of {@code @DenyAll}, {@code @PermitAll} and {@code @RolesAllowed} the nearest counts. */
final class AccessRules {
    private AccessRules() {}

    /**
     * The rule for a method.
     *
     * @throws IllegalStateException when one place carries annotations that contradict each other
     */
    static AccessRule of(Class<?> resource, Method method) {
        for (AnnotatedElement place : Places.of(resource, method)) {
            AccessRule rule = on(place);
            if (rule != null) {
                return rule;
            }
        }
        return AccessRule.BY_PATH;
    }

    private static @Nullable AccessRule on(AnnotatedElement place) {
        List<AccessRule> rules = new ArrayList<>();
        if (place.isAnnotationPresent(DenyAll.class)) {
            rules.add(AccessRule.DENY_ALL);
        }
        if (place.isAnnotationPresent(PermitAll.class)) {
            rules.add(AccessRule.PERMIT_ALL);
        }
        RolesAllowed allowed = place.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            rules.add(new AccessRule.RolesAllowed(Set.copyOf(List.of(allowed.value()))));
        }
        if (rules.size() > 1) {
            throw new IllegalStateException(place + " carries more than one of @DenyAll, @PermitAll and @RolesAllowed; "
                    + "leave the one that is meant");
        }
        return rules.isEmpty() ? null : rules.get(0);
    }
}
