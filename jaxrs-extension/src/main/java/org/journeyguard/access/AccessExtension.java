package org.journeyguard.access;

import jakarta.decorator.Decorator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

/** Guards the methods of beans that demand something of their callers; found through {@code META-INF/services}. */
public class AccessExtension implements Extension {
    private final Set<String> mistakes = new LinkedHashSet<>();

    /** Called by the container. */
    public AccessExtension() {}

    <T> void guard(@Observes ProcessAnnotatedType<T> found) {
        Class<T> type = found.getAnnotatedType().getJavaClass();
        if (type.isInterface()
                || type.isAnnotationPresent(Interceptor.class)
                || type.isAnnotationPresent(Decorator.class)) {
            return;
        }
        try {
            Set<Method> guarded = new GuardedType(type).methods();
            if (!guarded.isEmpty()) {
                found.configureAnnotatedType()
                        .filterMethods(method -> guarded.contains(method.getJavaMember()))
                        .forEach(method -> method.add(new Guarded.Literal()));
            }
        } catch (LinkageError e) {
            // a class of a library whose own dependencies are not there, which can't be a bean either
            return;
        } catch (IllegalStateException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }

    void report(@Observes AfterBeanDiscovery end) {
        mistakes.forEach(mistake -> end.addDefinitionError(new IllegalStateException(mistake)));
    }
}
