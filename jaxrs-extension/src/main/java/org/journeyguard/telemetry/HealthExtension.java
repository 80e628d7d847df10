package org.journeyguard.telemetry;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Makes beans of the health checks where MicroProfile Health is there. Nothing else names them, so nothing else loads them. */
public final class HealthExtension implements Extension {

    /** Found through {@code META-INF/services}. */
    public HealthExtension() {}

    void addChecks(@Observes BeforeBeanDiscovery discovery) {
        if (Present.isPresent("org.eclipse.microprofile.health.HealthCheck")) {
            discovery.addAnnotatedType(ReadinessCheck.class, ReadinessCheck.class.getName());
            discovery.addAnnotatedType(LivenessCheck.class, LivenessCheck.class.getName());
        }
    }
}
