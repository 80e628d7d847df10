package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A primary and a replica, and a Sentinel that watches them. */
@WithRedis
class RedisSentinelTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private final RedisServer primary = RedisServer.start("--repl-diskless-sync-delay", "0");
    private final RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(primary.port()));
    private final RedisServer sentinel = RedisServer.startSentinel(
            "sentinel monitor main 127.0.0.1 " + primary.port() + " 1",
            "sentinel down-after-milliseconds main 1000",
            "sentinel failover-timeout main 5000");
    private final RecordingListener listener = new RecordingListener();
    private final RecordingListener otherListener = new RecordingListener();
    private final String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "#main";
    private final ClusterStore node = Nodes.open(url, "sentinel", listener);
    private final ClusterStore other = Nodes.open(url, "sentinel", otherListener);

    @BeforeEach
    void connect() {
        Await.until(
                "the replica has the entries",
                () -> replica.ask("INFO", "replication").contains("master_link_status:up"));
        Await.until(
                "Sentinel knows the replica",
                () -> sentinel.ask("SENTINEL", "REPLICAS", "main").equals("*1"));
        Await.until("the nodes connect", () -> listener.resumptions() > 0 && otherListener.resumptions() > 0);
        assertThat(node.announced().putIfAbsent("x", ONE, LONG)).isTrue();
        Await.until("the replica has the entry", () -> replica.ask("DBSIZE").equals(":1"));
    }

    @AfterEach
    void close() {
        node.close();
        other.close();
        sentinel.close();
        replica.close();
        primary.close();
    }

    @Test
    void replicaTakesOverFromAKilledPrimary() {
        assertReplicaTakesOver(primary::kill);
    }

    @Test
    void demotedPrimaryIsReplacedByTheNewOne() {
        assertReplicaTakesOver(() -> sentinel.ask("SENTINEL", "FAILOVER", "main"));
    }

    /** Also if no connection ends: the refusal to write is enough. */
    @Test
    void refusedWriteLeadsToTheNewPrimary() {
        int before = listener.resumptions();
        primary.ask("REPLICAOF", "127.0.0.1", String.valueOf(replica.port()));
        Await.until("the node resumes", () -> {
            replaces();
            return listener.resumptions() > before;
        });
    }

    private void assertReplicaTakesOver(Runnable cause) {
        int before = listener.resumptions();
        int otherBefore = otherListener.resumptions();
        cause.run();
        Await.until(
                "the nodes resume", () -> listener.resumptions() > before && otherListener.resumptions() > otherBefore);
        Await.until("a write succeeds", this::replaces);
        assertThat(other.announced().get("x")).contains(TWO);
        Await.until("changes are heard of", () -> otherListener.changes().contains("x"));
        assertThat(replica.ask("ROLE")).isEqualTo("*3");
        assertThat(replica.ask("INFO", "replication")).contains("role:master");
    }

    private boolean replaces() {
        try {
            return node.announced().replace("x", ONE, TWO, LONG);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
