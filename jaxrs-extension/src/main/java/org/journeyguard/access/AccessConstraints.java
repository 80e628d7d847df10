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
 * What a method demands of its callers. Each component is that of the nearest {@linkplain AnnotationLookup place} which says something about
 * it; all components must be met.
 *
 * @param rule who may call it, by role
 * @param scope what the access token must have been granted; empty for nothing
 * @param acr the ways to sign in of which one is enough; empty for any
 * @param level AM's authentication level; 0 for any
 */
public record AccessConstraints(AccessRule rule, Set<String> scope, List<String> acr, int level) {
    static final AccessConstraints NONE = new AccessConstraints(Plain.EVERYBODY, Set.of(), List.of(), 0);

    /**
     * Finds what a method demands.
     *
     * @param type the class that it is called on, which may be a sub class of the declaring one
     * @throws IllegalStateException when the annotations of one place contradict each other, or ask for what nobody can have; the
     *     message names the place
     */
    public static AccessConstraints of(Class<?> type, Method method) {
        List<DeclaredConstraints> stated = AnnotationLookup.of(type, method).stream()
                .map(DeclaredConstraints::at)
                .toList();
        return new AccessConstraints(
                nearest(stated, DeclaredConstraints::rule).orElse(Plain.EVERYBODY),
                nearest(stated, DeclaredConstraints::scope).orElse(Set.of()),
                nearest(stated, DeclaredConstraints::acr).orElse(List.of()),
                nearest(stated, DeclaredConstraints::level).orElse(0));
    }

    private static <T> Optional<T> nearest(
            List<DeclaredConstraints> stated, Function<DeclaredConstraints, @Nullable T> part) {
        return stated.stream().map(part).filter(Objects::nonNull).findFirst();
    }

    /** Copies what it gets. */
    public AccessConstraints {
        scope = Set.copyOf(scope);
        acr = List.copyOf(acr);
    }

    /** Whether everybody may call the method. */
    public boolean areNone() {
        return rule == Plain.EVERYBODY && scope.isEmpty() && acr.isEmpty() && level == 0;
    }

    /** What is left where the container sees to Jakarta's own annotations. */
    AccessConstraints besideContainer() {
        return rule == Plain.SIGNED_IN ? this : new AccessConstraints(Plain.EVERYBODY, scope, acr, level);
    }

    /**
     * Goes on only for whom the method is meant. Asks for a user first, then for scope, which costs nothing, for roles, for which AM
     * may be asked, and for the way of signing in last: nobody should sign in anew for what is not allowed anyway.
     *
     * @param caller the user; asked only where there has to be one
     * @throws AuthenticationRequired when nobody is signed in, or not like this
     * @throws AccessDenied when scope or role are missing, or the method is for nobody
     * @throws org.journeyguard.Unavailable when AM does not tell
     */
    public void requireOf(Supplier<Optional<JourneyUser>> caller) {
        if (rule == Plain.NOBODY) {
            throw new AccessDenied("The method is for nobody");
        }
        if (areNone()) {
            return;
        }
        JourneyUser user = caller.get()
                .orElseThrow(
                        () -> new AuthenticationRequired("The method is for signed-in users, and nobody is signed in"));
        if (!user.scope().containsAll(scope)) {
            throw new AccessDenied("The access token lacks scope of " + scope, Set.of(), scope);
        }
        if (rule instanceof AccessRule.RolesAllowed allowed && !allowed.admits(user)) {
            throw new AccessDenied("The user has none of the roles " + allowed.roles(), allowed.roles(), Set.of());
        }
        if (!acr.isEmpty()) {
            user.requireAcr(acr.toArray(String[]::new));
        }
        if (level > 0) {
            user.requireAuthLevel(level);
        }
    }
}
