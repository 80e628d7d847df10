package org.journeyguard.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.journeyguard.internal.servlet.StatusRegistry;

/** Reports DOWN if the filter has not started, which a restart may fix; never because of AM, which a restart cannot fix. */
@Liveness
@ApplicationScoped
class LivenessCheck implements HealthCheck {
    private final ServletContext context;

    /** For the proxy that CDI creates of this class. */
    @SuppressWarnings("NullAway")
    protected LivenessCheck() {
        this.context = null;
    }

    @Inject
    LivenessCheck(ServletContext context) {
        this.context = context;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("journeyguard-filter")
                .status(!StatusRegistry.of(context).isEmpty())
                .build();
    }
}
