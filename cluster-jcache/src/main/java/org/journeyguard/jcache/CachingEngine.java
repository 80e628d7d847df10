package org.journeyguard.jcache;

import com.hazelcast.cache.HazelcastCacheManager;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.infinispan.manager.EmbeddedCacheManager;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.jspecify.annotations.Nullable;

/** An engine behind a JCache provider that is visible to the application. */
final class CachingEngine implements Engine {
    /** How many engines use a cache manager: one for each tenant of the application. */
    private static final Map<CacheManager, Integer> USERS = new ConcurrentHashMap<>();

    private final String space;
    private final CachingProvider provider;
    private final @Nullable URI uri;
    private final ClassLoader loader;
    private @Nullable CacheManager manager;

    private CachingEngine(String space, CachingProvider provider, @Nullable URI uri, ClassLoader loader) {
        this.space = space;
        this.provider = provider;
        this.uri = uri;
        this.loader = loader;
    }

    /** @throws MisconfiguredEngine if there is no such provider, or more than one, or if the URI is not valid */
    static CachingEngine of(String space, Optional<String> providerName, Optional<String> uri) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(CachingEngine.class::getClassLoader);
        return new CachingEngine(
                space,
                provider(providerName, loader),
                uri.map(CachingEngine::parse).orElse(null),
                loader);
    }

    private static URI parse(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw new MisconfiguredEngine(
                    "journey.cluster.jcache.uri: not a URI; an example is classpath:hazelcast.xml");
        }
    }

    private static CachingProvider provider(Optional<String> name, ClassLoader loader) {
        CachingProvider provider;
        try {
            provider = name.map(given -> Caching.getCachingProvider(given, loader))
                    .orElseGet(() -> Caching.getCachingProvider(loader));
        } catch (CacheException e) {
            throw new MisconfiguredEngine(
                    "journey.cluster.jcache.provider: " + e.getMessage() + "; add one JCache provider to the"
                            + " application, for example org.infinispan:infinispan-jcache, or set the class name of its"
                            + " javax.cache.spi.CachingProvider");
        }
        // without a choice, it is a client that waits for a cluster forever
        if (name.isEmpty()
                && isOf(provider, "com.hazelcast.")
                && System.getProperty("hazelcast.jcache.provider.type") == null) {
            throw new MisconfiguredEngine(
                    "journey.cluster.jcache.provider: set it to"
                            + " com.hazelcast.cache.HazelcastMemberCachingProvider or"
                            + " com.hazelcast.client.cache.HazelcastClientCachingProvider; on Payara, enable the data grid instead");
        }
        // many keep entries in the memory of one node
        if (name.isEmpty() && !isOf(provider, "com.hazelcast.") && !isOf(provider, "org.infinispan.")) {
            throw new MisconfiguredEngine("journey.cluster.jcache.provider: the only provider is "
                    + provider.getClass().getName() + "; if all nodes share its caches, set the key to this name,"
                    + " and otherwise add a provider that shares them, for example org.infinispan:infinispan-jcache");
        }
        return provider;
    }

    @Override
    public ClusterStore open(ClusterStoreListener listener, Runnable stopped) {
        Properties properties = new Properties();
        if (uri != null && isOf(provider, "com.hazelcast.")) {
            // lets the cache manager shut its instance down when it is closed
            properties.setProperty("hazelcast.config.location", uri.toString());
        }
        CacheManager opened =
                provider.getCacheManager(uri == null ? provider.getDefaultURI() : uri, loader, properties);
        if (opened != manager) {
            close();
            manager = opened;
            USERS.merge(opened, 1, Integer::sum);
        }
        if (isOf(opened, "com.hazelcast.")) {
            return HazelcastStore.open(
                    ((HazelcastCacheManager) opened).getHazelcastInstance(), space, listener, stopped);
        }
        if (isOf(opened, "org.infinispan.jcache.embedded.")) {
            return InfinispanStore.open(opened.unwrap(EmbeddedCacheManager.class), space, listener);
        }
        return PortableStore.open(opened, space, listener, Clock.systemUTC());
    }

    private static boolean isOf(Object object, String packagePrefix) {
        return object.getClass().getName().startsWith(packagePrefix);
    }

    @Override
    public void close() {
        if (manager != null
                && USERS.computeIfPresent(manager, (used, users) -> users == 1 ? null : users - 1) == null) {
            manager.close();
        }
    }
}
