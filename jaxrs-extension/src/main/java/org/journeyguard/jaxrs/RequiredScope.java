package org.journeyguard.jaxrs;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.journeyguard.RequiresScope;

/** Finds the scope that a resource method asks for: the nearest {@link RequiresScope} counts, whatever is said about roles. */
final class RequiredScope {
    private RequiredScope() {}

    /**
     * The scope for a method; empty when it asks for none.
     *
     * @throws IllegalStateException when the annotation asks for nothing, or for what no scope can be (RFC 6749, 3.3)
     */
    static Set<String> of(Class<?> resource, Method method) {
        for (AnnotatedElement place : Places.of(resource, method)) {
            RequiresScope required = place.getDeclaredAnnotation(RequiresScope.class);
            if (required != null) {
                return checked(place, required.value());
            }
        }
        return Set.of();
    }

    private static Set<String> checked(AnnotatedElement place, String... scope) {
        if (scope.length == 0) {
            throw new IllegalStateException(place + " carries a @RequiresScope without any scope");
        }
        for (String each : scope) {
            if (each.isEmpty() || !each.chars().allMatch(RequiredScope::isPartOfScope)) {
                throw new IllegalStateException(
                        place + " carries @RequiresScope(\"" + each + "\"), which is not one scope: "
                                + "write several as {\"read\", \"write\"}, and no blanks, quotes or backslashes");
            }
        }
        return Set.copyOf(List.of(scope));
    }

    /** RFC 6749, 3.3: printable ASCII except blank, quote and backslash. */
    private static boolean isPartOfScope(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\';
    }
}
