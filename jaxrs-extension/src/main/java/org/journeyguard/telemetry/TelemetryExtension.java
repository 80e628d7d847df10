package org.journeyguard.telemetry;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Registers the classes that need an optional library as beans if it is present. No scan finds them, so nothing else loads them. */
public final class TelemetryExtension implements Extension {

    /** Found through {@code META-INF/services}. */
    public TelemetryExtension() {}

    void addBeans(@Observes BeforeBeanDiscovery discovery) {
        if (Present.isPresent("org.eclipse.microprofile.health.HealthCheck")) {
            add(discovery, ReadinessCheck.class);
            add(discovery, LivenessCheck.class);
        }
        if (Present.isPresent("org.eclipse.microprofile.metrics.MetricRegistry")) {
            add(discovery, ApplicationRegistry.class);
        }
    }

    private static void add(BeforeBeanDiscovery discovery, Class<?> bean) {
        discovery.addAnnotatedType(bean, bean.getName());
    }
}
