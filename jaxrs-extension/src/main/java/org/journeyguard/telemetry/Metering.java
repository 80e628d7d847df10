package org.journeyguard.telemetry;

import java.util.Optional;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;

/** Records metrics with the first of MicroProfile Metrics, Micrometer and MicroProfile Telemetry that the container has. */
public final class Metering implements JourneyObserverProvider {

    /** Found through {@code META-INF/services}. */
    public Metering() {}

    @Override
    public Optional<JourneyObserver> observe(JourneyStatus status) {
        return meters().map(meters -> new MeteredObserver(meters, status));
    }

    private static Optional<Meters> meters() {
        Optional<Meters> meters = Optional.empty();
        if (Present.isPresent("org.eclipse.microprofile.metrics.MetricRegistry")) {
            meters = MicroProfileMeters.find();
        }
        if (meters.isEmpty() && Present.isPresent("io.micrometer.core.instrument.Metrics")) {
            meters = Optional.of(MicrometerMeters.global());
        }
        if (meters.isEmpty() && Present.isPresent("io.opentelemetry.api.metrics.Meter")) {
            meters = OpenTelemetrySource.ofContainer().map(OpenTelemetryMeters::new);
        }
        return meters;
    }
}
