package org.journeyguard.telemetry;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Makes beans of the classes that need a library where that is there. No scan finds them, so nothing else loads them. */
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
