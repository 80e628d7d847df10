package org.journeyguard.redis;

import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Entries on one server. */
@WithRedis
class RedisStoreTest extends ClusterStoreContract {
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        return Nodes.open(server.url(), space, listener);
    }
}
