package org.journeyguard.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** Micrometer: registers meters in a registry that may outlive the application, so all are removed on shutdown. */
final class MicrometerMeters implements Meters {
    private final MeterRegistry registry;
    private final Queue<Meter> made = new ConcurrentLinkedQueue<>();

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Uses the global registry, to which Micrometer users add their own. */
    static Meters global() {
        return new MicrometerMeters(Metrics.globalRegistry);
    }

    @Override
    public Count count(String name, String description, Map<String, String> tags) {
        Counter counter =
                Counter.builder(name).description(description).tags(tags(tags)).register(registry);
        made.add(counter);
        return counter::increment;
    }

    @Override
    public Timing timing(String name, String description, Map<String, String> tags) {
        Timer timer =
                Timer.builder(name).description(description).tags(tags(tags)).register(registry);
        made.add(timer);
        return timer::record;
    }

    @Override
    public void gauge(String name, String description, Map<String, String> tags, LongSupplier value) {
        made.add(Gauge.builder(name, value, LongSupplier::getAsLong)
                .strongReference(true)
                .description(description)
                .tags(tags(tags))
                .register(registry));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
    }

    @Override
    public void close() {
        made.forEach(registry::remove);
        made.clear();
    }
}
