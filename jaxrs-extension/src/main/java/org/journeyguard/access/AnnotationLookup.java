package org.journeyguard.access;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the places where an annotation for a method may be declared, nearest first: the method, the methods that it overrides or
 * implements, the class, its superclasses, its interfaces.
 */
final class AnnotationLookup {
    private AnnotationLookup() {}

    static List<AnnotatedElement> of(Class<?> type, Method method) {
        List<AnnotatedElement> places = new ArrayList<>(methods(type, method));
        places.addAll(lineage(type));
        return places;
    }

    /** Returns the method as declared for the class, and those that it overrides or implements. */
    static List<Method> methods(Class<?> type, Method method) {
        List<Class<?>> lineage = lineage(type);
        Signature signature = new Signature(lineage);
        List<Method> methods = new ArrayList<>();
        for (Class<?> each : lineage) {
            Method same = signature.same(each, method);
            if (same != null) {
                methods.add(same);
            }
        }
        return methods;
    }

    /** Returns the class, its superclasses from near to far, then all interfaces. */
    static List<Class<?>> lineage(Class<?> type) {
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
