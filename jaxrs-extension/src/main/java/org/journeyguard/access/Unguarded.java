package org.journeyguard.access;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Finds access annotations that have no effect, because no interceptor sees calls of the annotated methods or knows the values they need. */
final class Unguarded {
    private Unguarded() {}

    /**
     * Finds ineffective annotations in a class: on its private and static methods, and those that apply to its final ones.
     *
     * @return the problems and what to do; empty if there are none
     * @throws IllegalStateException see {@link AccessConstraints#of}
     */
    static List<String> methods(Class<?> type) {
        GuardedType guarded = new GuardedType(type);
        List<String> mistakes = new ArrayList<>(namesWithoutParameter(guarded));
        for (Class<?> each : AnnotationLookup.lineage(type)) {
            for (Method method : each.getDeclaredMethods()) {
                String kind = kind(method.getModifiers());
                boolean isMistake = switch (kind) {
                    case "private", "static" ->
                        !method.isSynthetic() && DeclaredConstraints.at(method).demandsSomething();
                    case "final" -> !guarded.demands(method).areNone();
                    default -> false;
                };
                if (isMistake) {
                    mistakes.add(
                            method + " is to be called by some users only, but it is " + kind + ", and calls of such "
                                    + "methods are not seen, so nothing guards it. Make it a public method that other beans call, or check "
                                    + "the user in it");
                }
            }
        }
        return mistakes;
    }

    /** Resources have path parameters as well. */
    private static List<String> namesWithoutParameter(GuardedType guarded) {
        return guarded.isResource()
                ? List.of()
                : guarded.methods().stream()
                        .filter(method -> guarded.demands(method).policyNames().stream()
                                .anyMatch(name -> guarded.position(method, name) == null))
                        .map(method -> method
                                + " has not all parameters that the resource of its @RequiresPolicy names. Compile "
                                + "it with -parameters, or annotate them with @PathParam")
                        .toList();
    }

    private static String kind(int modifiers) {
        if (Modifier.isPrivate(modifiers)) {
            return "private";
        }
        if (Modifier.isStatic(modifiers)) {
            return "static";
        }
        return Modifier.isFinal(modifiers) ? "final" : "";
    }

    /**
     * Finds ineffective annotations in a producer's type: only beans that the container itself creates have interceptors.
     *
     * @param producer a producer method or field
     * @param produced its type
     * @return the problems and what to do; empty if there are none
     * @throws IllegalStateException see {@link AccessConstraints#of}
     */
    static List<String> producer(Object producer, Type produced) {
        Type raw = produced instanceof ParameterizedType parameterized ? parameterized.getRawType() : produced;
        if (!(raw instanceof Class<?> type) || new GuardedType(type).methods().isEmpty()) {
            return List.of();
        }
        return List.of(producer + " makes a bean of " + type.getName()
                + ", whose methods are to be called by some users only, but "
                + "the methods of what a producer makes are not guarded. Let the container make the bean (a class with a scope), or "
                + "put the annotations on a bean that calls it");
    }
}
