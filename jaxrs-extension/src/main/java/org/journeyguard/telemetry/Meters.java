package org.journeyguard.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the libraries for metrics have in common. Names have dots, and are written as each library likes them. */
interface Meters extends AutoCloseable {
    /** Something that is counted; made once and kept. */
    interface Count {
        void increment();
    }

    /** Something that takes time; made once and kept. */
    interface Timing {
        void took(Duration time);
    }

    Count count(String name, String description, Map<String, String> tags);

    Timing timing(String name, String description, Map<String, String> tags);

    void gauge(String name, String description, Map<String, String> tags, LongSupplier value);

    /** Takes back what it has made, where the library outlives the application. */
    @Override
    void close();
}
