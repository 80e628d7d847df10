package org.journeyguard.jcache;

import java.time.Duration;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/** An Infinispan cache manager, whose messages do not leave the process. */
record InfinispanNode(String space, EmbeddedCacheManager manager) implements Engine {

    static EmbeddedCacheManager start(String cluster, String name) {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport().clusterName(cluster).nodeName(name).addProperty("configurationFile", "jgroups-loopback.xml");
        global.jmx().disable();
        return new DefaultCacheManager(global.build());
    }

    static ClusterStore open(EmbeddedCacheManager manager, String space, ClusterStoreListener listener) {
        Duration soon = Duration.ofSeconds(30);
        return ReconnectingStore.open(new InfinispanNode(space, manager), listener, soon, soon);
    }

    @Override
    public ClusterStore open(ClusterStoreListener listener, Runnable stopped) {
        return InfinispanStore.open(manager, space, listener);
    }

    @Override
    public void close() {}
}
