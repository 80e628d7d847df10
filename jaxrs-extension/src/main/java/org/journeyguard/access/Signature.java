package org.journeyguard.access;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Determines which method of a supertype another one overrides, as the compiler does: {@code save(Order)} of a class that implements
 * {@code Store<Order>} overrides {@code save(T)} of {@code Store<T>}.
 */
final class Signature {
    private final Map<TypeVariable<?>, Type> meaning = new HashMap<>();

    /**
     * @param lineage a class and all its supertypes, whose type parameters it binds
     */
    Signature(List<Class<?>> lineage) {
        for (Class<?> type : lineage) {
            learn(type.getGenericSuperclass());
            for (Type each : type.getGenericInterfaces()) {
                learn(each);
            }
        }
    }

    private void learn(@Nullable Type superType) {
        if (superType instanceof ParameterizedType bound) {
            TypeVariable<?>[] variables = ((Class<?>) bound.getRawType()).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                meaning.put(variables[i], bound.getActualTypeArguments()[i]);
            }
        }
    }

    /** Returns the method of a type with the same name and, in this lineage, the same parameters; null if there is none. */
    @Nullable
    Method same(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> !each.isBridge()
                        && each.getName().equals(method.getName())
                        && parameters(each).equals(parameters(method)))
                .findFirst()
                .orElse(null);
    }

    private List<Class<?>> parameters(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(this::erased)
                .toList();
    }

    private Class<?> erased(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return erased(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return erased(array.getGenericComponentType()).arrayType();
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        Type bound = meaning.get(variable);
        return erased(bound == null ? variable.getBounds()[0] : bound);
    }
}
