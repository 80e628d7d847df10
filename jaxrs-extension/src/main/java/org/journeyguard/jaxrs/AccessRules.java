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

/**
 * Finds the rule of a resource method. The first annotation counts that is met on this way: the method, the methods that it
 * overrides or implements, the resource class, its super classes, its interfaces.
 */
final class AccessRules {
    private AccessRules() {}

    /**
     * The rule for a method.
     *
     * @throws IllegalStateException when one place carries annotations that contradict each other
     */
    static AccessRule of(Class<?> resource, Method method) {
        List<Class<?>> lineage = lineage(resource);
        Signature signature = new Signature(lineage);
        List<AnnotatedElement> places = new ArrayList<>();
        places.add(method);
        for (Class<?> type : lineage) {
            Method same = signature.same(type, method);
            if (same != null) {
                places.add(same);
            }
        }
        places.addAll(lineage);
        for (AnnotatedElement place : places) {
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

    /** The class, its super classes from near to far, then all interfaces. */
    private static List<Class<?>> lineage(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            lineage.add(c);
        }
        for (Class<?> c : List.copyOf(lineage)) {
            addInterfaces(c, lineage);
        }
        return lineage;
    }

    private static void addInterfaces(Class<?> type, List<Class<?>> lineage) {
        for (Class<?> each : type.getInterfaces()) {
            if (!lineage.contains(each)) {
                lineage.add(each);
                addInterfaces(each, lineage);
            }
        }
    }
}
