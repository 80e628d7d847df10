package org.journeyguard.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a {@link ClusterStore}.
 *
 * @param space sets the entries of one application apart from those of all others in the same engine; at most 32 characters from
 *     {@code A-Z a-z 0-9 - _}
 * @param timeout how long an operation may take; positive
 * @param properties the values that are configured for the engine, by key without {@code journey.cluster.}, for example {@code redis.url};
 *     may contain secrets
 */
public record ClusterStoreSettings(String space, Duration timeout, Map<String, String> properties) {
    /** Copies the map. */
    public ClusterStoreSettings {
        properties = Map.copyOf(properties);
    }

    /** Returns a configured value. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(properties.get(key));
    }

    /** Shows no values, because they may be secret. */
    @Override
    public String toString() {
        return "ClusterStoreSettings(" + space + ", " + timeout + ", " + properties.keySet() + ")";
    }
}
