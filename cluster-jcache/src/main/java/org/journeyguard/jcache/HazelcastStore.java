package org.journeyguard.jcache;

import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.ICacheInternal;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.CacheSimpleConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import java.util.UUID;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/** Two caches of a Hazelcast instance, which is a member or a client. Listeners hear changes of all members. */
final class HazelcastStore implements ClusterStore {
    private final HazelcastInstance instance;
    private final ICache<String, byte[]> announced;
    private final ICache<String, byte[]> quiet;
    private final ChangeReports<byte[]> reports;
    private final UUID membership;
    private final UUID lifecycle;

    private HazelcastStore(HazelcastInstance instance, String space, ClusterStoreListener listener, Runnable stopped) {
        this.instance = instance;
        announced = cache(instance, Caches.announced(space));
        quiet = cache(instance, Caches.quiet(space));
        reports = new ChangeReports<>(listener::changed);
        // the public method would add the listener to the configuration of the cache, and that to members that join
        ((ICacheInternal<String, byte[]>) announced).registerCacheEntryListener(reports, false);
        membership = instance.getCluster().addMembershipListener(new Membership(listener));
        lifecycle = instance.getLifecycleService().addLifecycleListener(new Lifecycle(listener, stopped));
    }

    static ClusterStore open(
            HazelcastInstance instance, String space, ClusterStoreListener listener, Runnable stopped) {
        return new HazelcastStore(instance, space, listener, stopped);
    }

    /** Never closed, because the instance has one object for all who use the same cache, also for an application that is deployed again. */
    private static ICache<String, byte[]> cache(HazelcastInstance instance, String name) {
        try {
            instance.getConfig().addCacheConfig(config(name));
        } catch (InvalidConfigurationException e) {
            // configured by an administrator, or by another version
            System.getLogger(HazelcastStore.class.getName())
                    .log(System.Logger.Level.INFO, "The cache {0} is already configured", name);
        }
        return instance.getCacheManager().getCache(name);
    }

    /** Configures a size limit that is never reached, because Hazelcast has no cache without one: its default is 10,000 entries. */
    private static CacheSimpleConfig config(String name) {
        return new CacheSimpleConfig()
                .setName(name)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1)
                .setAsyncBackupCount(0)
                .setEvictionConfig(new EvictionConfig()
                        .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                        .setSize(Integer.MAX_VALUE)
                        .setEvictionPolicy(EvictionPolicy.LRU));
    }

    @Override
    public ClusterEntries announced() {
        return new HazelcastEntries(announced);
    }

    @Override
    public ClusterEntries quiet() {
        return new HazelcastEntries(quiet);
    }

    @Override
    public void close() {
        try {
            announced.deregisterCacheEntryListener(reports);
            instance.getCluster().removeMembershipListener(membership);
            instance.getLifecycleService().removeLifecycleListener(lifecycle);
        } catch (HazelcastInstanceNotActiveException e) {
            // has no listeners any more
        }
    }

    private record Membership(ClusterStoreListener listener) implements MembershipListener {
        @Override
        public void memberAdded(MembershipEvent event) {
            listener.resumed();
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            listener.resumed();
        }
    }

    private record Lifecycle(ClusterStoreListener listener, Runnable stopped) implements LifecycleListener {
        @Override
        public void stateChanged(LifecycleEvent event) {
            switch (event.getState()) {
                case MERGED, MERGE_FAILED, CLIENT_CONNECTED -> listener.resumed();
                case SHUTDOWN -> stopped.run();
                default -> {}
            }
        }
    }
}
