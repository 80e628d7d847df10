package org.journeyguard.jcache;

import java.time.Duration;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;

/**
 * Opens stores in the container's or the application's JCache (JSR-107) provider: {@code journey.cluster=jcache}.
 *
 * <ul>
 *   <li>Payara: the data grid, which must be enabled. Nothing else is necessary.
 *   <li>Other containers, among them WildFly, whose own Infinispan is no JCache provider: the application packs a provider. The key
 *       {@code journey.cluster.jcache.provider} is the class name of its {@link javax.cache.spi.CachingProvider}, necessary if there are
 *       several, and {@code journey.cluster.jcache.uri} names its configuration.
 *   <li>Infinispan: packed as {@code infinispan-jcache}; the URI names a file in which the cache container has a transport, for example
 *       {@code infinispan.xml}.
 *   <li>Hazelcast: the provider is {@code com.hazelcast.cache.HazelcastMemberCachingProvider} or
 *       {@code com.hazelcast.client.cache.HazelcastClientCachingProvider}; the URI names a configuration, for example
 *       {@code classpath:hazelcast.xml}. Without a URI, Hazelcast goes on after the application has been stopped.
 * </ul>
 *
 * <p>There are two caches for a space: {@code journeyguard-<space>-announced} and {@code journeyguard-<space>-quiet}. In Hazelcast and
 * Infinispan, they have one synchronous backup (two owners), evict nothing, and keep entries of both sides after a partition, unless the
 * engine's configuration already has a cache of that name. All members need enough memory for all entries. Other providers must do the same
 * by their own defaults, and their entries last for at most 30 days; the clocks of all nodes must agree.
 *
 * <p>A cache manager that is opened for the application is closed with the store, and should not be used by other parts of the application.
 * That of Payara is left alone. Caches are never destroyed.
 */
public final class JCacheStoreProvider implements ClusterStoreProvider {
    /** Usually enough to start an engine in this process. An engine that takes longer is used as soon as it is there. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Found through {@code META-INF/services}. */
    public JCacheStoreProvider() {}

    @Override
    public String name() {
        return "jcache";
    }

    @Override
    public void check(ClusterStoreSettings settings) {
        engine(settings);
    }

    @Override
    public ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        return ReconnectingStore.open(engine(settings), listener, FIRST_WAIT, RETRY_AFTER);
    }

    private static Engine engine(ClusterStoreSettings settings) {
        if (!Present.isPresent("javax.cache.Caching")) {
            throw new MisconfiguredEngine(
                    "journey.cluster: jcache needs a JCache provider: enable the data grid of Payara,"
                            + " or add javax.cache:cache-api and a provider, such as org.infinispan:infinispan-jcache or"
                            + " com.hazelcast:hazelcast, to the application");
        }
        return Engines.find(settings);
    }
}
