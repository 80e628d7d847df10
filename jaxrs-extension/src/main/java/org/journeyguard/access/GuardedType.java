package org.journeyguard.access;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The access constraints of the methods of one class. */
public final class GuardedType {
    private static final Set<String> ENTERPRISE_BEANS = Set.of(
            "jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton", "jakarta.ejb.MessageDriven");

    private static final ClassValue<GuardedType> KNOWN = new ClassValue<>() {
        @Override
        protected GuardedType computeValue(Class<?> type) {
            return new GuardedType(type);
        }
    };

    private final Map<Method, AccessConstraints> demands = new HashMap<>();
    /** Positions of parameters by name, of methods with a policy. */
    private final Map<Method, Map<String, Integer>> parameters = new HashMap<>();

    private final Set<Method> locators;
    private final boolean isResource;

    /**
     * Inspects a class without caching: a cache entry for a container's own class would outlive the application.
     *
     * @throws IllegalStateException see {@link AccessConstraints#of}
     */
    GuardedType(Class<?> type) {
        boolean isOfContainer = AnnotationLookup.lineage(type).stream().anyMatch(GuardedType::isEnterpriseBean);
        for (Class<?> each : AnnotationLookup.lineage(type)) {
            for (Method method : each.getDeclaredMethods()) {
                if (!method.isSynthetic() && (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0) {
                    AccessConstraints all = AccessConstraints.of(type, method);
                    demands.put(method, isOfContainer ? all.besideContainer() : all);
                    if (all.policy() != null) {
                        parameters.put(method, NamedParameters.positions(type, method));
                    }
                }
            }
        }
        isResource = AnnotationLookup.lineage(type).stream().anyMatch(each -> each.isAnnotationPresent(Path.class))
                || demands.keySet().stream().anyMatch(method -> isEndpoint(type, method));
        Set<Method> found = demands.keySet().stream()
                .filter(method -> isLocator(type, method))
                .collect(Collectors.toSet());
        locators = found.stream().allMatch(method -> demands(method).areNone()) ? Set.of() : Set.copyOf(found);
    }

    /**
     * Returns the constraints of an application's class; computed once.
     *
     * @throws IllegalStateException see {@link AccessConstraints#of}
     */
    public static GuardedType of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** Returns the constraints of a method of the class, whether declared or inherited. */
    AccessConstraints demands(Method method) {
        return demands.getOrDefault(method, AccessConstraints.NONE);
    }

    /** Returns the position of a method's parameter that a resource of policies names; null if there is none. */
    @Nullable
    Integer position(Method method, String name) {
        return parameters.getOrDefault(method, Map.of()).get(name);
    }

    /** Returns the methods with constraints, and all {@link #locators()}. */
    Set<Method> methods() {
        return demands.keySet().stream()
                .filter(method -> locators.contains(method) || !demands(method).areNone())
                .collect(Collectors.toSet());
    }

    /** Returns the class's sub-resource locators if any of them has constraints; otherwise empty. */
    public Set<Method> locators() {
        return locators;
    }

    /** Whether JAX-RS calls methods of the class, as a resource or a sub-resource. */
    boolean isResource() {
        return isResource;
    }

    /** The container checks roles on enterprise beans, because it also handles {@code @RunAs} and timers. */
    private static boolean isEnterpriseBean(Class<?> type) {
        return Arrays.stream(type.getDeclaredAnnotations())
                .anyMatch(
                        each -> ENTERPRISE_BEANS.contains(each.annotationType().getName()));
    }

    private static boolean isLocator(Class<?> type, Method method) {
        return AnnotationLookup.methods(type, method).stream().anyMatch(each -> each.isAnnotationPresent(Path.class))
                && !isEndpoint(type, method);
    }

    private static boolean isEndpoint(Class<?> type, Method method) {
        return AnnotationLookup.methods(type, method).stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredAnnotations()))
                .anyMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
