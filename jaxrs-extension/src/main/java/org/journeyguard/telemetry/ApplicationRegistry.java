package org.journeyguard.telemetry;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The application's registry of metrics: Payara gives it to beans into which it is injected, and to nobody who looks it up. */
class ApplicationRegistry {
    private final Instance<MetricRegistry> registry;

    @Inject
    ApplicationRegistry(Instance<MetricRegistry> registry) {
        this.registry = registry;
    }

    /** Empty where the container has the classes only. */
    Optional<MetricRegistry> get() {
        return registry.isResolvable() ? Optional.of(registry.get()) : Optional.empty();
    }
}
