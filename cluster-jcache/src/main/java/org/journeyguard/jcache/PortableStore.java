package org.journeyguard.jcache;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/**
 * Two caches of any JCache provider. JCache has one expiry for all entries of a cache, so entries contain their own, and the cache removes
 * them after thirty days without a change at the latest.
 */
final class PortableStore implements ClusterStore {
    static final Duration LONGEST = Duration.ofDays(30);

    private final Cache<String, String> announced;
    private final Cache<String, String> quiet;
    private final ChangeReports<String> reports;
    private final Clock clock;

    private PortableStore(CacheManager manager, String space, ClusterStoreListener listener, Clock clock) {
        this.clock = clock;
        announced = cache(manager, Caches.announced(space));
        quiet = cache(manager, Caches.quiet(space));
        reports = new ChangeReports<>(listener::changed);
        announced.registerCacheEntryListener(reports);
    }

    static ClusterStore open(CacheManager manager, String space, ClusterStoreListener listener, Clock clock) {
        return new PortableStore(manager, space, listener, clock);
    }

    private static Cache<String, String> cache(CacheManager manager, String name) {
        Cache<String, String> present = manager.getCache(name, String.class, String.class);
        if (present != null) {
            return present;
        }
        return manager.createCache(
                name,
                new MutableConfiguration<String, String>()
                        .setTypes(String.class, String.class)
                        .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(
                                new javax.cache.expiry.Duration(TimeUnit.SECONDS, LONGEST.toSeconds()))));
    }

    @Override
    public ClusterEntries announced() {
        return new PortableEntries(announced, clock);
    }

    @Override
    public ClusterEntries quiet() {
        return new PortableEntries(quiet, clock);
    }

    @Override
    public void close() {
        if (!announced.isClosed()) {
            announced.deregisterCacheEntryListener(reports);
        }
    }
}
