package org.journeyguard.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;

/** Where OpenTelemetry comes from. */
final class OpenTelemetrySource {
    private OpenTelemetrySource() {}

    /** The container's, else the global one of an agent or of the application. */
    static OpenTelemetry find() {
        return ofContainer().orElseGet(GlobalOpenTelemetry::get);
    }

    /** As MicroProfile Telemetry offers it to beans. */
    static Optional<OpenTelemetry> ofContainer() {
        return Present.bean(OpenTelemetry.class);
    }
}
