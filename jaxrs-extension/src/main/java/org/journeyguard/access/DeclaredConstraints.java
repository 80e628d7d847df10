package org.journeyguard.access;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.journeyguard.Authenticated;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.RequiresPolicy;
import org.journeyguard.RequiresScope;
import org.journeyguard.internal.policy.AcrRules;
import org.jspecify.annotations.Nullable;

/**
 * The constraints that the annotations of one place declare; null components are not declared.
 *
 * @param rule from {@code @RolesAllowed}, {@code @Authenticated}, {@code @PermitAll} and {@code @DenyAll}
 * @param scope from {@code @RequiresScope}
 * @param acr from {@code @RequiresAcr}
 * @param level from {@code @RequiresAuthLevel}
 * @param policy from {@code @RequiresPolicy}
 */
record DeclaredConstraints(
        @Nullable AccessRule rule,
        @Nullable Set<String> scope,
        @Nullable List<String> acr,
        @Nullable Integer level,
        @Nullable PolicyRequirement policy) {
    private static final List<Class<? extends Annotation>> RULES =
            List.of(DenyAll.class, PermitAll.class, Authenticated.class, RolesAllowed.class);
    private static final List<Class<? extends Annotation>> REQUIREMENTS =
            List.of(RequiresScope.class, RequiresAcr.class, RequiresAuthLevel.class, RequiresPolicy.class);

    /**
     * Reads one method, class or interface.
     *
     * @throws IllegalStateException if its annotations contradict each other or cannot be satisfied
     */
    static DeclaredConstraints at(AnnotatedElement place) {
        List<Class<? extends Annotation>> rules = present(RULES, place);
        List<Class<? extends Annotation>> requirements = present(REQUIREMENTS, place);
        if (rules.size() > 1) {
            throw new IllegalStateException(
                    place + " carries " + names(rules) + ", which contradict each other; leave the one that is meant");
        }
        if (!requirements.isEmpty() && (rules.contains(DenyAll.class) || rules.contains(PermitAll.class))) {
            throw new IllegalStateException(place + " carries " + names(rules) + " and asks for more by "
                    + names(requirements) + "; leave the one that is meant");
        }
        RequiresScope scope = place.getDeclaredAnnotation(RequiresScope.class);
        RequiresAcr acr = place.getDeclaredAnnotation(RequiresAcr.class);
        RequiresAuthLevel level = place.getDeclaredAnnotation(RequiresAuthLevel.class);
        RequiresPolicy policy = place.getDeclaredAnnotation(RequiresPolicy.class);
        return new DeclaredConstraints(
                rules.isEmpty() ? null : rule(place),
                scope == null ? null : Set.copyOf(each(place, scope, DeclaredConstraints::isScope, scope.value())),
                acr == null ? null : List.copyOf(each(place, acr, AcrRules::isAcr, acr.value())),
                level == null ? null : positive(place, level),
                policy == null ? null : PolicyRequirement.of(place, policy));
    }

    /** Returns whether any caller may be refused. */
    boolean demandsSomething() {
        return (rule != null && rule != AccessRule.Plain.PERMIT_ALL)
                || scope != null
                || acr != null
                || level != null
                || policy != null;
    }

    private static AccessRule rule(AnnotatedElement place) {
        RolesAllowed allowed = place.getDeclaredAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return new AccessRule.RolesAllowed(
                    Set.copyOf(each(place, allowed, DeclaredConstraints::isRole, allowed.value())));
        }
        if (place.getDeclaredAnnotation(Authenticated.class) != null) {
            return AccessRule.Plain.SIGNED_IN;
        }
        return place.getDeclaredAnnotation(DenyAll.class) != null
                ? AccessRule.Plain.DENY_ALL
                : AccessRule.Plain.PERMIT_ALL;
    }

    private static List<String> each(
            AnnotatedElement place, Annotation annotation, Predicate<String> isPossible, String... values) {
        if (values.length == 0 || !Stream.of(values).allMatch(isPossible)) {
            throw new IllegalStateException(
                    place + " carries " + annotation + ", which no user can satisfy. Write each value by "
                            + "itself, as {\"read\", \"write\"}; scope and acr have no blanks, quotes and backslashes, a role is not "
                            + "empty, and all signed-in users are @Authenticated or the role \"**\", not \"*\"");
        }
        return Arrays.asList(values);
    }

    private static int positive(AnnotatedElement place, RequiresAuthLevel level) {
        if (level.value() < 1) {
            throw new IllegalStateException(
                    place + " carries " + level + ", which every user has; levels are 1 and higher");
        }
        return level.value();
    }

    private static boolean isRole(String role) {
        return !role.isBlank() && !role.equals("*");
    }

    /** RFC 6749, 3.3: printable ASCII except space, quote and backslash. */
    private static boolean isScope(String scope) {
        return !scope.isEmpty() && scope.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }

    private static List<Class<? extends Annotation>> present(
            List<Class<? extends Annotation>> types, AnnotatedElement place) {
        return types.stream()
                .filter(type -> place.getDeclaredAnnotation(type) != null)
                .toList();
    }

    private static String names(List<Class<? extends Annotation>> types) {
        return String.join(
                ", ", types.stream().map(type -> "@" + type.getSimpleName()).toList());
    }
}
