package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Redis Cluster of three primaries. */
@WithRedis
class RedisClusterTest extends ClusterStoreContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final int ENTRIES = 300;
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(0);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        return Nodes.open(cluster.url(), space, listener);
    }

    @Test
    void entriesAreSpreadOverAllPrimaries() {
        try (ClusterStore node = connected("spread")) {
            List<Integer> before = cluster.sizes();
            IntStream.range(0, ENTRIES).forEach(i -> node.announced().putIfAbsent("x" + i, ONE, LONG));
            List<Integer> after = cluster.sizes();
            assertThat(IntStream.range(0, after.size()).map(i -> after.get(i) - before.get(i)))
                    .allMatch(more -> more > ENTRIES / 6);
        }
    }

    @Test
    void unreachableClusterNodeAtStartIsToleratedIfOthersAreNamed() {
        String url = "redis://127.0.0.1:1," + cluster.url();
        RecordingListener listener = new RecordingListener();
        try (ClusterStore node = Nodes.open(url, "named", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            assertThat(node.announced().putIfAbsent("x", ONE, LONG)).isTrue();
        }
    }

    @Test
    void clusterWithASingleAddressIsConfiguredByRepeatingIt() {
        String address = cluster.url().split(",", 2)[0];
        RecordingListener listener = new RecordingListener();
        try (ClusterStore node = Nodes.open(address + "," + address, "single", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            IntStream.range(0, 20)
                    .forEach(i -> assertThat(node.quiet().putIfAbsent("x" + i, ONE, LONG))
                            .isTrue());
        }
    }

    @Test
    void movedSlotsAreFollowed() {
        try (ClusterStore node = connected("moved")) {
            IntStream.range(0, ENTRIES).forEach(i -> node.quiet().putIfAbsent("x" + i, ONE, LONG));
            cluster.moveEmptySlots();
            Await.until(
                    "all entries can be written",
                    () -> IntStream.range(0, ENTRIES).allMatch(i -> isWritten(node.quiet(), "y" + i)));
        }
    }

    @Test
    void replicaTakesOverFromAKilledPrimary() {
        RecordingListener listener = new RecordingListener();
        try (TestCluster larger = TestCluster.start(1);
                ClusterStore node = Nodes.open(larger.url(), "failover", listener)) {
            Await.until("the node connects", () -> listener.resumptions() > 0);
            List<String> names =
                    Stream.iterate(0, i -> i + 1).limit(50).map(i -> "x" + i).toList();
            names.forEach(name -> node.announced().putIfAbsent(name, ONE, LONG));
            int before = listener.resumptions();
            larger.killPrimaryWithReplica();
            Await.until("the node resumes", () -> listener.resumptions() > before);
            assertThat(names).allMatch(name -> node.announced().replace(name, ONE, TWO, LONG));
            Await.until("changes are heard of", () -> listener.changes().containsAll(names));
        }
    }

    private static boolean isWritten(ClusterEntries entries, String name) {
        try {
            return entries.putIfAbsent(name, ONE, LONG) || entries.get(name).isPresent();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static ClusterStore connected(String space) {
        RecordingListener listener = new RecordingListener();
        ClusterStore node = Nodes.open(cluster.url(), space, listener);
        Await.until("the node connects", () -> listener.resumptions() > 0);
        return node;
    }
}
