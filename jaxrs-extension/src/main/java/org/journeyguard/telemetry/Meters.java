package org.journeyguard.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Abstracts over the metrics libraries. Names use dots; each library converts them to its own convention. */
interface Meters extends AutoCloseable {
    /** A counter; created once and kept. */
    interface Count {
        void increment();
    }

    /** A timer; created once and kept. */
    interface Timing {
        void took(Duration time);
    }

    Count count(String name, String description, Map<String, String> tags);

    Timing timing(String name, String description, Map<String, String> tags);

    void gauge(String name, String description, Map<String, String> tags, LongSupplier value);

    /** Removes the meters it has created, where the library outlives the application. */
    @Override
    void close();
}
