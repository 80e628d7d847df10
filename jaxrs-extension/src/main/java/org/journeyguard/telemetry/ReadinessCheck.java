package org.journeyguard.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.journeyguard.internal.servlet.StatusRegistry;
import org.journeyguard.spi.JourneyStatus;

/**
 * Reports DOWN until the filter has started, and because of AM only with {@code journey.health.am=readiness}. Always reports AM's state and
 * whether it has ever answered, and the state of the engine that nodes share. A disconnected notification socket is reported but does not matter: sessions that end at AM then end here
 * within {@code journey.session.cache-ttl}.
 */
@Readiness
@ApplicationScoped
class ReadinessCheck implements HealthCheck {
    private final ServletContext context;

    /** For the proxy that CDI creates of this class. */
    @SuppressWarnings("NullAway")
    protected ReadinessCheck() {
        this.context = null;
    }

    @Inject
    ReadinessCheck(ServletContext context) {
        this.context = context;
    }

    @Override
    public HealthCheckResponse call() {
        return of(StatusRegistry.of(context));
    }

    static HealthCheckResponse of(List<JourneyStatus> guards) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("journeyguard-am");
        boolean isReady = !guards.isEmpty();
        for (JourneyStatus guard : guards) {
            isReady &= guard.isReady();
            String name = guard.tenant().isEmpty() ? guard.realm() : guard.realm() + " " + guard.tenant();
            answer.withData("am " + name, word(guard.am()));
            answer.withData("am-answered " + name, guard.hasAmAnswered());
            guard.cluster().ifPresent(state -> answer.withData("cluster " + name, word(state)));
            guard.notificationsConnected().ifPresent(listening -> answer.withData("notifications " + name, listening));
        }
        return answer.status(isReady).build();
    }

    private static String word(JourneyStatus.Server state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
