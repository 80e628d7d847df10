package org.journeyguard.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** MicroProfile Metrics 5: registers meters in the application's own registry and removes them on shutdown. */
final class MicroProfileMeters implements Meters {
    private final MetricRegistry registry;
    private final List<MetricID> made = new ArrayList<>();

    MicroProfileMeters(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Returns meters in the application's registry; empty if the container only has the classes. */
    static Optional<Meters> find() {
        return Present.bean(ApplicationRegistry.class)
                .flatMap(ApplicationRegistry::get)
                .map(MicroProfileMeters::new);
    }

    @Override
    public Count count(String name, String description, Map<String, String> tags) {
        Counter counter = registry.counter(metadata(name, description, MetricUnits.NONE), tags(name, tags));
        return counter::inc;
    }

    @Override
    public Timing timing(String name, String description, Map<String, String> tags) {
        Timer timer = registry.timer(metadata(name, description, MetricUnits.SECONDS), tags(name, tags));
        return timer::update;
    }

    @Override
    public void gauge(String name, String description, Map<String, String> tags, LongSupplier value) {
        registry.gauge(metadata(name, description, MetricUnits.NONE), value, LongSupplier::getAsLong, tags(name, tags));
    }

    private static Metadata metadata(String name, String description, String unit) {
        return Metadata.builder()
                .withName(name)
                .withDescription(description)
                .withUnit(unit)
                .build();
    }

    private Tag[] tags(String name, Map<String, String> tags) {
        Tag[] all = tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toArray(Tag[]::new);
        synchronized (made) {
            made.add(new MetricID(name, all));
        }
        return all;
    }

    @Override
    public void close() {
        synchronized (made) {
            made.forEach(registry::remove);
            made.clear();
        }
    }
}
