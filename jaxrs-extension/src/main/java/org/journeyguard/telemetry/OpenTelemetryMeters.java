package org.journeyguard.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** OpenTelemetry metrics, as provided by MicroProfile Telemetry 2. */
final class OpenTelemetryMeters implements Meters {
    private static final double NANOS = 1e9;

    private final Meter meter;
    private final Queue<ObservableLongGauge> gauges = new ConcurrentLinkedQueue<>();

    OpenTelemetryMeters(OpenTelemetry telemetry) {
        this.meter = telemetry.getMeter("org.journeyguard");
    }

    @Override
    public Count count(String name, String description, Map<String, String> tags) {
        LongCounter counter =
                meter.counterBuilder(name).setDescription(description).build();
        Attributes attributes = attributes(tags);
        return () -> counter.add(1, attributes);
    }

    @Override
    public Timing timing(String name, String description, Map<String, String> tags) {
        DoubleHistogram histogram = meter.histogramBuilder(name)
                .setDescription(description)
                .setUnit("s")
                .build();
        Attributes attributes = attributes(tags);
        return time -> histogram.record(time.toNanos() / NANOS, attributes);
    }

    @Override
    public void gauge(String name, String description, Map<String, String> tags, LongSupplier value) {
        Attributes attributes = attributes(tags);
        gauges.add(meter.gaugeBuilder(name)
                .ofLongs()
                .setDescription(description)
                .buildWithCallback(measurement -> measurement.record(value.getAsLong(), attributes)));
    }

    private static Attributes attributes(Map<String, String> tags) {
        AttributesBuilder attributes = Attributes.builder();
        tags.forEach(attributes::put);
        return attributes.build();
    }

    @Override
    public void close() {
        gauges.forEach(ObservableLongGauge::close);
        gauges.clear();
    }
}
