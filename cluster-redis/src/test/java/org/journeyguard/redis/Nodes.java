package org.journeyguard.redis;

import java.time.Duration;
import java.util.Map;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreSettings;

/** Opens nodes. */
final class Nodes {
    /** Long enough for a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Nodes() {}

    static ClusterStore open(String url, String space, ClusterStoreListener listener) {
        return openWithTimeout(TIMEOUT, url, space, listener);
    }

    static ClusterStore openWithTimeout(Duration timeout, String url, String space, ClusterStoreListener listener) {
        Map<String, String> properties = Map.of("redis.url", url);
        return new RedisStoreProvider().open(new ClusterStoreSettings(space, timeout, properties), listener);
    }

    static ClusterStoreSettings settings(String space, Map<String, String> properties) {
        return new ClusterStoreSettings(space, TIMEOUT, properties);
    }
}
