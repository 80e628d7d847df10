package org.journeyguard.jcache;

import java.util.List;
import java.util.stream.Stream;
import org.infinispan.manager.EmbeddedCacheManager;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Nodes are two Infinispan cache managers in turn. */
class InfinispanStoreTest extends ClusterStoreContract {
    private static List<EmbeddedCacheManager> managers = List.of();
    private int opened;

    @BeforeAll
    static void startManagers() {
        managers = Stream.of("a", "b")
                .map(name -> InfinispanNode.start("contract", name))
                .toList();
    }

    @AfterAll
    static void stopManagers() {
        managers.forEach(EmbeddedCacheManager::stop);
    }

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        return InfinispanNode.open(managers.get(opened++ % 2), space, listener);
    }
}
