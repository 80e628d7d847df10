package org.journeyguard.telemetry;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** Checks for optional features of the container. */
final class Present {
    private Present() {}

    /** Returns whether a class is visible from here. */
    static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Present.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Returns the bean of a type; empty if the container only has its classes, or CDI is not available. */
    static <T> Optional<T> bean(Class<T> type) {
        try {
            Instance<T> bean = CDI.current().select(type);
            return bean.isResolvable() ? Optional.of(bean.get()) : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
