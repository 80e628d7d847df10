package org.journeyguard.jcache;

import java.time.Clock;
import java.time.Duration;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;

/** Nodes share the cache manager of JCache's reference implementation. */
class PortableStoreTest extends ClusterStoreContract {

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        CacheManager manager = Caching.getCachingProvider("org.jsr107.ri.spi.RICachingProvider")
                .getCacheManager();
        Duration soon = Duration.ofSeconds(10);
        return ReconnectingStore.open(new Portable(space, manager), listener, soon, soon);
    }

    private record Portable(String space, CacheManager manager) implements Engine {
        @Override
        public ClusterStore open(ClusterStoreListener listener, Runnable stopped) {
            return PortableStore.open(manager, space, listener, Clock.systemUTC());
        }

        @Override
        public void close() {}
    }
}
