package org.journeyguard.access;

import jakarta.decorator.Decorator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

/** Guards bean methods that have access constraints. Found through {@code META-INF/services}. */
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
            mistakes.addAll(Unguarded.methods(type));
            Set<Method> guarded = new GuardedType(type).methods();
            if (!guarded.isEmpty()) {
                found.configureAnnotatedType()
                        .filterMethods(method -> guarded.contains(method.getJavaMember()))
                        .forEach(method -> method.add(new Guarded.Literal()));
            }
        } catch (LinkageError e) {
            // a library class whose own dependencies are missing, which cannot be a bean either
            return;
        } catch (IllegalStateException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }

    <T, X> void look(@Observes ProcessProducerMethod<T, X> found) {
        look(found, found.getAnnotatedProducerMethod());
    }

    /** Fields into which the container injects an enterprise bean refer to one that the container guards. */
    <T, X> void look(@Observes ProcessProducerField<T, X> found) {
        boolean isOfContainer = found.getAnnotatedProducerField().getAnnotations().stream()
                .anyMatch(each -> each.annotationType().getName().equals("jakarta.ejb.EJB"));
        if (!isOfContainer) {
            look(found, found.getAnnotatedProducerField());
        }
    }

    private static void look(ProcessBean<?> found, AnnotatedMember<?> producer) {
        try {
            Unguarded.producer(producer.getJavaMember(), producer.getBaseType())
                    .forEach(mistake -> found.addDefinitionError(new IllegalStateException(mistake)));
        } catch (LinkageError e) {
            // methods of a class whose own dependencies are missing cannot be called
            return;
        } catch (IllegalStateException e) {
            found.addDefinitionError(e);
        }
    }

    void report(@Observes AfterBeanDiscovery end) {
        mistakes.forEach(mistake -> end.addDefinitionError(new IllegalStateException(mistake)));
    }
}
