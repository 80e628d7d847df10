package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries on one server, and what its operator sees. */
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

    @Test
    void keysHaveTheirSpaceAndExpiry() {
        RecordingListener listener = new RecordingListener();
        try (ClusterStore node = open("operator", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            node.announced().putIfAbsent("x", new byte[] {1}, Duration.ofSeconds(90));
            node.quiet().putIfAbsent("y", new byte[] {1}, Duration.ofHours(2));
        }
        assertThat(server.ask("GET", "journeyguard:operator:a:x")).isEqualTo("\u0001");
        assertThat(Integer.parseInt(
                        server.ask("TTL", "journeyguard:operator:a:x").substring(1)))
                .isBetween(60, 90);
        assertThat(Integer.parseInt(
                        server.ask("TTL", "journeyguard:operator:q:y").substring(1)))
                .isBetween(7000, 7200);
    }
}
