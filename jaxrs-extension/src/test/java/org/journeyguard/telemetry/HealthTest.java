package org.journeyguard.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.journeyguard.spi.JourneyStatus;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final TestStatus status = new TestStatus();

    @Test
    void filterIsReadyIfAllItsGuardsAre() {
        HealthCheckResponse ready = ReadinessCheck.of(List.of(status, status));
        assertThat(ready.getName()).isEqualTo("journeyguard-am");
        assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        TestStatus other = new TestStatus();
        other.isReady = false;
        assertThat(ReadinessCheck.of(List.of(status, other)).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(ReadinessCheck.of(List.of(other, status)).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void filterThatHasNotStartedIsNotReady() {
        assertThat(ReadinessCheck.of(List.of()).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void stateOfAmIsReportedForEachTenant() {
        status.am = JourneyStatus.Server.CIRCUIT_OPEN;
        TestStatus tenant = new TestStatus();
        tenant.tenant = "shop";
        tenant.cluster = Optional.empty();
        HealthCheckResponse answer = ReadinessCheck.of(List.of(status, tenant));
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow())
                .isEqualTo(Map.of(
                        "am /alpha", "circuit-open",
                        "am-answered /alpha", true,
                        "cluster /alpha", "failing",
                        "notifications /alpha", true,
                        "am /alpha shop", "answering",
                        "am-answered /alpha shop", true,
                        "notifications /alpha shop", true));
    }
}
