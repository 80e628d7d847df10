package org.journeyguard.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** The telemetry beans in a container with CDI. */
class ContainerTest {
    @ApplicationScoped
    static class Telemetry {
        @Produces
        OpenTelemetry telemetry() {
            return OpenTelemetry.noop();
        }
    }

    @ApplicationScoped
    static class Application {
        static final ServletContext CONTEXT = new Tomcat().addContext("", null).getServletContext();

        @Produces
        ServletContext context() {
            return CONTEXT;
        }
    }

    @Test
    void instanceOfTheContainerIsUsedAndAMissingRegistryIsReported() {
        assertThat(OpenTelemetrySource.ofContainer()).isEmpty();
        try (WeldContainer beans = new Weld()
                .disableDiscovery()
                .addBeanClasses(Telemetry.class, ApplicationRegistry.class)
                .initialize()) {
            assertThat(beans.isRunning()).isTrue();
            assertThat(OpenTelemetrySource.ofContainer()).containsSame(OpenTelemetry.noop());
            assertThat(OpenTelemetrySource.find()).isSameAs(OpenTelemetry.noop());
            assertThat(MicroProfileMeters.find()).as("the classes alone").isEmpty();
        }
    }

    /** Of a filter that starts while the checks are there already. */
    @Test
    void healthChecksAreBeans() {
        try (WeldContainer beans = new Weld()
                .disableDiscovery()
                .addBeanClasses(Application.class)
                .addExtension(new TelemetryExtension())
                .initialize()) {
            HealthCheck liveness =
                    beans.select(HealthCheck.class, Liveness.Literal.INSTANCE).get();
            HealthCheck readiness =
                    beans.select(HealthCheck.class, Readiness.Literal.INSTANCE).get();
            assertThat(liveness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            Application.CONTEXT.setAttribute("org.journeyguard.status", List.of(new TestStatus()));
            assertThat(liveness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            Application.CONTEXT.removeAttribute("org.journeyguard.status");
            assertThat(liveness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        }
    }
}
