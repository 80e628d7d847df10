package org.journeyguard.telemetry;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** What a container may have or not. */
final class Present {
    private Present() {}

    /** Whether a class can be found from here. */
    static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Present.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The bean of a type; empty where the container has its classes only, or there is no CDI here. */
    static <T> Optional<T> bean(Class<T> type) {
        try {
            Instance<T> bean = CDI.current().select(type);
            return bean.isResolvable() ? Optional.of(bean.get()) : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
