package org.journeyguard.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreSettings;

/** Opens nodes. */
final class Nodes {
    static final Duration TIMEOUT = Duration.ofMillis(500);

    private Nodes() {}

    static ClusterStore open(String url, String space, ClusterStoreListener listener) {
        return new RedisStoreProvider().open(settings(space, Map.of("redis.url", url)), listener);
    }

    static ClusterStoreSettings settings(String space, Map<String, String> properties) {
        return new ClusterStoreSettings(space, TIMEOUT, new HashMap<>(properties));
    }
}
