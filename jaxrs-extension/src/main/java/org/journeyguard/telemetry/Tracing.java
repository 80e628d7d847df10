package org.journeyguard.telemetry;

import java.util.Optional;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;

/** Traces calls to AM if the OpenTelemetry API is present. */
public final class Tracing implements JourneyObserverProvider {

    /** Found through {@code META-INF/services}. */
    public Tracing() {}

    @Override
    public Optional<JourneyObserver> observe(JourneyStatus status) {
        return Present.isPresent("io.opentelemetry.api.GlobalOpenTelemetry")
                ? Optional.of(new TracedCalls(status.realm(), OpenTelemetrySource::find))
                : Optional.empty();
    }
}
