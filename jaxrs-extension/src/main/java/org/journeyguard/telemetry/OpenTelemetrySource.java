package org.journeyguard.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;

/** Finds the OpenTelemetry instance. */
final class OpenTelemetrySource {
    private OpenTelemetrySource() {}

    /** Returns the container's instance, else the global one of an agent or of the application. */
    static OpenTelemetry find() {
        return ofContainer().orElseGet(GlobalOpenTelemetry::get);
    }

    /** Returns the instance that MicroProfile Telemetry offers to beans. */
    static Optional<OpenTelemetry> ofContainer() {
        return Present.bean(OpenTelemetry.class);
    }
}
