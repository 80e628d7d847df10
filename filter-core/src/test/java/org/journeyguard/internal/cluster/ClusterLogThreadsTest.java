package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.MemoryEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real threads and real time. */
class ClusterLogThreadsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TIMES = 51;

    private final MemoryEngine engine = new MemoryEngine(System::nanoTime);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Node a = new Node();
    private final Node b = new Node();

    /** A node that starts at once. */
    private final class Node {
        final TestNode node = new TestNode(engine);
        final ClusterLog log;
        final Set<TokenDigest> told = ConcurrentHashMap.newKeySet();

        Node() {
            Cluster cluster = node.open(System::nanoTime);
            log = new ClusterLog(cluster, Clock.systemUTC());
            open.add(cluster);
            open.add(0, log);
            log.start(record -> told.add(record.key()));
        }

        void end(TokenDigest key) {
            log.add(LogRecord.Kind.ENDED, key, Instant.EPOCH, HOUR);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void otherNodeGetsARecordWithin100Milliseconds() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            TokenDigest key = TokenDigest.of("token " + i);
            long begin = System.nanoTime();
            a.end(key);
            Await.until("b knows", () -> b.told.contains(key));
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        assertThat(times.stream().sorted().toList().get(TIMES / 2)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void recordsOfConcurrentThreadsAreComplete() {
        int threads = 8;
        try (ParallelCalls<Integer> calls = ParallelCalls.start(threads, i -> {
            Node node = i % 2 == 0 ? a : b;
            for (int j = 0; j < 500; j++) {
                node.end(TokenDigest.of(i + "/" + j));
            }
            return i;
        })) {
            assertThat(calls.results()).hasSize(threads);
        }
        Await.until("both know", () -> a.told.size() == threads / 2 * 500 && b.told.size() == threads / 2 * 500);
        Node late = new Node();
        Await.until("a late one knows", () -> late.log.isComplete());
        assertThat(late.told).hasSize(threads * 500);
    }

    @Test
    void recordsAddedJustBeforeTheStopAreWritten() {
        List<TokenDigest> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Node stopping = new Node();
            for (int j = 0; j < i; j++) {
                TokenDigest key = TokenDigest.of(i + "/" + j);
                keys.add(key);
                stopping.end(key);
            }
            stopping.log.close();
        }
        Await.until("b knows", () -> b.told.size() == keys.size());
        assertThat(b.told).containsAll(keys);
    }

    @Test
    void addDoesNotWaitForAHangingEngine() {
        a.node.connection().hang();
        TokenDigest key = TokenDigest.of("token");
        try (ParallelCalls<Boolean> calls = ParallelCalls.start(1, i -> {
            a.end(key);
            return b.told.isEmpty();
        })) {
            assertThat(calls.results()).containsOnly(true);
        }
        a.node.connection().heal();
        Await.until("b knows", () -> b.told.contains(key));
    }
}
