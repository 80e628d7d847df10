package org.journeyguard.telemetry;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Provides the application's metric registry, which Payara only injects into beans and does not offer for lookup. */
class ApplicationRegistry {
    private final Instance<MetricRegistry> registry;

    @Inject
    ApplicationRegistry(Instance<MetricRegistry> registry) {
        this.registry = registry;
    }

    /** Returns empty if the container only has the classes. */
    Optional<MetricRegistry> get() {
        return registry.isResolvable() ? Optional.of(registry.get()) : Optional.empty();
    }
}
