package org.journeyguard.access;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.access.AccessRule.Plain;
import org.jspecify.annotations.Nullable;

/**
 * The access constraints of a method. Each component is taken from the nearest {@linkplain AnnotationLookup place} that declares it; all
 * must be satisfied.
 *
 * @param rule who may call it, by role
 * @param scope the scope that the access token must have; empty for none
 * @param acr the accepted authentication context classes, any of which is enough; empty for any
 * @param level AM's minimum authentication level; 0 for any
 * @param policy what AM's policies must allow; null for nothing
 */
public record AccessConstraints(
        AccessRule rule,
        Set<String> scope,
        List<String> acr,
        int level,
        @Nullable PolicyRequirement policy) {
    static final AccessConstraints NONE = new AccessConstraints(Plain.PERMIT_ALL, Set.of(), List.of(), 0, null);

    /**
     * Finds the constraints of a method.
     *
     * @param type the class on which it is called, which may be a subclass of the declaring one
     * @throws IllegalStateException if the annotations of one place contradict each other or cannot be satisfied; the message names the
     *     place
     */
    public static AccessConstraints of(Class<?> type, Method method) {
        List<DeclaredConstraints> stated = AnnotationLookup.of(type, method).stream()
                .map(DeclaredConstraints::at)
                .toList();
        return new AccessConstraints(
                nearest(stated, DeclaredConstraints::rule).orElse(Plain.PERMIT_ALL),
                nearest(stated, DeclaredConstraints::scope).orElse(Set.of()),
                nearest(stated, DeclaredConstraints::acr).orElse(List.of()),
                nearest(stated, DeclaredConstraints::level).orElse(0),
                nearest(stated, DeclaredConstraints::policy).orElse(null));
    }

    private static <T> Optional<T> nearest(
            List<DeclaredConstraints> stated, Function<DeclaredConstraints, @Nullable T> part) {
        return stated.stream().map(part).filter(Objects::nonNull).findFirst();
    }

    /** Copies the collections. */
    public AccessConstraints {
        scope = Set.copyOf(scope);
        acr = List.copyOf(acr);
    }

    /** Returns whether anyone may call the method. */
    public boolean areNone() {
        return rule == Plain.PERMIT_ALL && scope.isEmpty() && acr.isEmpty() && level == 0 && policy == null;
    }

    /** Returns the names of the values in the resource of policies. */
    Set<String> policyNames() {
        return policy == null ? Set.of() : policy.names();
    }

    /** Returns the constraints that remain where the container enforces Jakarta's own annotations. */
    AccessConstraints besideContainer() {
        return rule == Plain.SIGNED_IN ? this : new AccessConstraints(Plain.PERMIT_ALL, scope, acr, level, policy);
    }

    /**
     * Requires that the caller may call the method. Checks for a user first, then scope, which costs nothing, then roles and policies,
     * which may need AM, and the sign-in method last: users should not sign in again for what they may not do anyway.
     *
     * @param caller the user; called only if a user is required
     * @param values returns the value of a name in a resource of policies; null for none
     * @throws AuthenticationRequired if no user is signed in, or not in the required way
     * @throws AccessDenied if scope or role is missing, or access is denied to all
     * @throws org.journeyguard.Unavailable if AM does not answer
     */
    public void requireOf(Supplier<Optional<JourneyUser>> caller, Function<String, @Nullable String> values) {
        if (rule == Plain.DENY_ALL) {
            throw new AccessDenied("The method denies access to all callers");
        }
        if (areNone()) {
            return;
        }
        JourneyUser user = caller.get()
                .orElseThrow(() -> new AuthenticationRequired("The method requires a user, but no user is signed in"));
        if (!user.scope().containsAll(scope)) {
            throw new AccessDenied("The access token lacks scope of " + scope, Set.of(), scope);
        }
        if (rule instanceof AccessRule.RolesAllowed allowed && !allowed.admits(user)) {
            throw new AccessDenied("The user has none of the roles " + allowed.roles(), allowed.roles(), Set.of());
        }
        if (policy != null) {
            policy.requireOf(user, values);
        }
        if (!acr.isEmpty()) {
            user.requireAcr(acr.toArray(String[]::new));
        }
        if (level > 0) {
            user.requireAuthLevel(level);
        }
    }
}
