package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.Test;

/** A server that stops to answer while a node connects. */
class RedisSilenceTest {

    @Test
    void connectionWithoutHandshakeIsRetried() {
        FakeServer silent = new FakeServer(request -> "");
        assertIsTriedAgain(silent, url(silent), 2);
    }

    @Test
    void unconfirmedSubscriptionIsRetried() {
        FakeServer silent = new FakeServer(RedisSilenceTest::answersToTheHandshake);
        assertIsTriedAgain(silent, url(silent), 4);
    }

    @Test
    void silentClusterIsRetried() {
        FakeServer silent = new FakeServer(RedisSilenceTest::answersToTheHandshake);
        assertIsTriedAgain(silent, url(silent) + "," + url(silent), 3);
    }

    private static String answersToTheHandshake(String request) {
        if (request.contains("HELLO")) {
            return "%1\r\n+server\r\n+redis\r\n";
        }
        return request.contains("SUBSCRIBE") || request.contains("CLUSTER")
                ? ""
                : "+OK\r\n".repeat(request.split("CLIENT", -1).length - 1);
    }

    private static String url(FakeServer server) {
        return "redis://127.0.0.1:" + server.port();
    }

    private static void assertIsTriedAgain(FakeServer silent, String url, int connections) {
        RecordingListener listener = new RecordingListener();
        try (silent;
                ClusterStore node = Nodes.open(url, "silence", listener)) {
            Await.until("the node connects again", () -> silent.connections() >= connections);
            assertThat(listener.resumptions()).isZero();
            assertThat(node).isNotNull();
        }
    }
}
