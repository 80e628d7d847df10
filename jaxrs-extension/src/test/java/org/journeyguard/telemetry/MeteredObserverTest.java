package org.journeyguard.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.journeyguard.JourneyEvent;
import org.journeyguard.LogoutReport;
import org.journeyguard.RequestInfo;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.ClusterCall;
import org.journeyguard.spi.JourneyStatus;
import org.junit.jupiter.api.Test;

/** The same is counted by each library. */
class MeteredObserverTest {
    private static final RequestInfo REQUEST = new RequestInfo("192.0.2.1", "GET", "/x", "jg-1");

    private final TestStatus status = new TestStatus();

    private void let(MeteredObserver observer) {
        observer.allowed(false);
        observer.allowed(false);
        observer.allowed(true);
        observer.cacheLookup(true);
        observer.cacheLookup(false);
        observer.happened(new JourneyEvent.Refused("/alpha", "alice", REQUEST, "am-unavailable"));
        observer.happened(new JourneyEvent.Renewed("/alpha", "alice", REQUEST));
        observer.happened(new JourneyEvent.NotRenewed("/alpha", "alice", REQUEST, false, "no answer in time"));
        observer.happened(new JourneyEvent.SignedOut(
                "/alpha",
                "alice",
                REQUEST,
                false,
                Optional.of(new LogoutReport(
                        LogoutReport.Outcome.SUCCESS,
                        List.of(new LogoutReport.Step("am-session", LogoutReport.Result.DONE, ""))))));
        AmCall call = new AmCall("getSessionInfo", "POST", "http://am/json/sessions/");
        observer.calling(call, (name, value) -> {}).ended(200, "", Duration.ofMillis(20));
        observer.calling(call, (name, value) -> {}).ended(0, "no answer in time", Duration.ofSeconds(5));
        observer.callNotPermitted("getSessionInfo");
    }

    @Test
    void micrometerMetersAreRemovedWhenTheApplicationStops() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MeteredObserver observer = new MeteredObserver(new MicrometerMeters(registry), status);
        let(observer);
        String[] realm = {"realm", "/alpha"};
        assertThat(registry.get("journeyguard.decisions")
                        .tags("outcome", "allowed", "reason", "none")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("journeyguard.decisions")
                        .tags("outcome", "refused", "reason", "am-unavailable")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("journeyguard.lookups")
                        .tags("result", "hit")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("journeyguard.refreshes")
                        .tags("outcome", "unanswered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("journeyguard.logout.steps")
                        .tags("step", "am-session", "result", "done")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("journeyguard.am.calls")
                        .tags("status", "200")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
        assertThat(registry.get("journeyguard.am.calls")
                        .tags("status", "no answer in time")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("journeyguard.size")
                        .tags("of", "sessions")
                        .gauge()
                        .value())
                .isEqualTo(7);
        assertThat(registry.get("journeyguard.am.breaker.open")
                        .tags(realm)
                        .gauge()
                        .value())
                .isZero();
        status.am = JourneyStatus.Server.CIRCUIT_OPEN;
        assertThat(registry.get("journeyguard.am.breaker.open")
                        .tags(realm)
                        .gauge()
                        .value())
                .isEqualTo(1);
        for (ClusterCall.Outcome outcome : ClusterCall.Outcome.values()) {
            observer.clusterCalled(new ClusterCall("get", outcome, Duration.ofMillis(3)));
            assertThat(registry.get("journeyguard.cluster.calls")
                            .tags("operation", "get", "outcome", word(outcome))
                            .timer()
                            .totalTime(TimeUnit.MILLISECONDS))
                    .isEqualTo(3);
        }
        assertThat(registry.get("journeyguard.cluster.breaker.open").gauge().value())
                .isZero();
        status.cluster = Optional.of(JourneyStatus.Server.CIRCUIT_OPEN);
        assertThat(registry.get("journeyguard.cluster.breaker.open").gauge().value())
                .isEqualTo(1);
        observer.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void openTelemetryMetersAreRemovedWhenTheApplicationStops() {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build()) {
            MeteredObserver observer = new MeteredObserver(new OpenTelemetryMeters(telemetry), status);
            let(observer);
            assertThat(reader.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains(
                            "journeyguard.decisions",
                            "journeyguard.lookups",
                            "journeyguard.am.calls",
                            "journeyguard.am.calls.not_permitted",
                            "journeyguard.size",
                            "journeyguard.notifications.connected");
            observer.close();
            assertThat(reader.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .doesNotContain("journeyguard.size");
        }
    }
}
