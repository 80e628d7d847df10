package org.journeyguard.jcache;

import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.conflict.MergePolicy;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryRemoved;
import org.infinispan.notifications.cachelistener.annotation.DataRehashed;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.notifications.cachelistener.event.DataRehashedEvent;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/**
 * Two caches of an Infinispan cache manager in this process. JCache listeners there would hear only of entries that this node owns; these
 * hear changes of all nodes.
 */
final class InfinispanStore implements ClusterStore {
    private final EmbeddedCacheManager manager;
    private final Cache<String, byte[]> announced;
    private final Cache<String, byte[]> quiet;
    private final Changes changes;
    private final Rehashes rehashes;
    private final Views views;

    private InfinispanStore(EmbeddedCacheManager manager, String space, ClusterStoreListener listener) {
        this.manager = manager;
        announced = cache(manager, Caches.announced(space));
        quiet = cache(manager, Caches.quiet(space));
        changes = new Changes(listener);
        rehashes = new Rehashes(listener);
        views = new Views(listener);
        announced.addListener(changes);
        announced.addListener(rehashes);
        manager.addListener(views);
    }

    /** @throws MisconfiguredEngine if nodes would not share the caches */
    static ClusterStore open(EmbeddedCacheManager manager, String space, ClusterStoreListener listener) {
        if (!manager.getCacheManagerConfiguration().isClustered()) {
            throw new MisconfiguredEngine(
                    "journey.cluster.jcache.uri: name Infinispan's configuration, in which the cache container"
                            + " has a transport; an example is infinispan.xml");
        }
        return new InfinispanStore(manager, space, listener);
    }

    private static Cache<String, byte[]> cache(EmbeddedCacheManager manager, String name) {
        if (manager.getCacheConfiguration(name) == null) {
            ConfigurationBuilder config = new ConfigurationBuilder();
            config.clustering().cacheMode(CacheMode.DIST_SYNC).hash().numOwners(2);
            config.clustering().partitionHandling().mergePolicy(MergePolicy.PREFERRED_NON_NULL);
            config.encoding().mediaType("application/x-protostream");
            manager.defineConfiguration(name, config.build());
        }
        return manager.getCache(name);
    }

    @Override
    public ClusterEntries announced() {
        return new InfinispanEntries(announced);
    }

    @Override
    public ClusterEntries quiet() {
        return new InfinispanEntries(quiet);
    }

    @Override
    public void close() {
        manager.removeListener(views);
        announced.removeListener(rehashes);
        announced.removeListener(changes);
    }

    /** Hears of changes by all nodes. */
    @Listener(clustered = true, sync = false)
    static final class Changes {
        private final ClusterStoreListener listener;

        Changes(ClusterStoreListener listener) {
            this.listener = listener;
        }

        @CacheEntryCreated
        @CacheEntryModified
        @CacheEntryRemoved
        public void changed(CacheEntryEvent<String, byte[]> event) {
            listener.changed(event.getKey());
        }
    }

    /** Hears when entries have been moved between nodes or, after a partition, merged. */
    @Listener(sync = false)
    static final class Rehashes {
        private final ClusterStoreListener listener;

        Rehashes(ClusterStoreListener listener) {
            this.listener = listener;
        }

        @DataRehashed
        public void rehashed(DataRehashedEvent<String, byte[]> event) {
            if (!event.isPre()) {
                listener.resumed();
            }
        }
    }

    /** Hears when nodes come and go. */
    @Listener(sync = false)
    static final class Views {
        private final ClusterStoreListener listener;

        Views(ClusterStoreListener listener) {
            this.listener = listener;
        }

        @ViewChanged
        @Merged
        public void changed(ViewChangedEvent event) {
            listener.resumed();
        }
    }
}
