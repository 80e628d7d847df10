package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode.Operation;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterLogTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Random random = new Random(1);
    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final ManualTasks tasks = new ManualTasks(time, random);
    private final List<LogNode> nodes = new ArrayList<>();
    private final LogNode a = node();
    private final LogNode b = node();
    private final LogNode c = node();
    private int count;

    private LogNode node() {
        return node("0123456789abcdef0123456789abcdef");
    }

    private LogNode node(String secret) {
        LogNode node = new LogNode(engine, time, tasks, random, Duration.ZERO, secret);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(LogNode::close);
    }

    private void start() {
        List.of(a, b, c).forEach(LogNode::started);
        tasks.run();
    }

    private TokenDigest end(LogNode node) {
        TokenDigest key = TokenDigest.of("token " + count++);
        node.end(key, HOUR);
        return key;
    }

    private void resetCounts() {
        nodes.forEach(node -> node.connection().resetCounts());
    }

    @Test
    void idleNodeWritesNothing() {
        start();
        tasks.run(HOUR);
        assertThat(nodes)
                .allMatch(node -> node.connection().count() == node.connection().count(Operation.GET));
    }

    @Test
    void recordCostsOneWriteAndOneReadPerOtherNode() {
        start();
        end(a);
        tasks.run();
        for (int i = 1; i < LogSegment.MOST_RECORDS; i++) {
            resetCounts();
            TokenDigest key = end(a);
            tasks.run();
            assertThat(b.isEnded(key) && c.isEnded(key)).isTrue();
            assertThat(a.connection().count()).isOne();
            assertThat(a.connection().count(Operation.REPLACE)).isOne();
            assertThat(b.connection().count()).isOne();
            assertThat(c.connection().count()).isOne();
        }
    }

    @Test
    void simultaneousRecordsAreWrittenTogether() {
        start();
        end(a);
        tasks.run();
        resetCounts();
        for (int i = 0; i < 50; i++) {
            end(a);
        }
        tasks.run();
        assertThat(a.connection().count()).isOne();
        assertThat(b.ended).hasSize(51).isEqualTo(c.ended);
    }

    @Test
    void entriesStaySmallWithManyRecords() {
        start();
        for (int i = 0; i < 2_000; i++) {
            end(a);
        }
        tasks.run();
        assertThat(b.ended).hasSize(2_000);
        assertThat(sizes(b)).hasSize(2_000 / LogSegment.MOST_RECORDS + 1).allMatch(size -> size < 4_000);
    }

    /** The sizes of all entries that a node would read at its start. */
    private List<Integer> sizes(LogNode node) {
        List<Integer> sizes = new ArrayList<>();
        LogCopies copies = new LogCopies(node.cluster.names(), 0, record -> {});
        List<String> unread = List.of(copies.directoryName());
        while (!unread.isEmpty()) {
            for (String name : unread) {
                byte[] value = node.cluster.announced().get(name).orElseThrow().value();
                sizes.add(value.length);
                copies.merge(name, Optional.of(value), time.instant());
            }
            unread = copies.takeListed();
        }
        return sizes;
    }

    @Test
    void startingNodeReadsEarlierRecords() {
        start();
        TokenDigest byA = end(a);
        TokenDigest byB = end(b);
        tasks.run();
        a.close();
        b.close();
        LogNode late = node().started();
        assertThat(late.log.isComplete()).isFalse();
        tasks.run();
        assertThat(late.log.isComplete()).isTrue();
        assertThat(late.isEnded(byA) && late.isEnded(byB)).isTrue();
    }

    @Test
    void nodeStartedDuringAnOutageIsCompleteOnlyAfterReadingAllRecords() {
        start();
        for (int i = 0; i < 1_000; i++) {
            end(a);
        }
        tasks.run();
        LogNode late = node();
        late.connection().cutOff();
        late.started();
        tasks.run(HOUR);
        assertThat(late.log.isComplete()).isFalse();
        late.connection().heal();
        time.pass(CircuitBreaker.MAX_PAUSE);
        while (tasks.runOne()) {
            assertThat(late.log.isComplete()).isEqualTo(late.ended.size() == 1_000);
        }
        assertThat(late.log.isComplete()).isTrue();
    }

    @Test
    void recordAddedDuringAnOutageIsWrittenAfterwards() {
        start();
        a.connection().cutOff();
        TokenDigest key = end(a);
        tasks.run(HOUR.dividedBy(2));
        assertThat(b.isEnded(key)).isFalse();
        a.connection().heal();
        tasks.run(CircuitBreaker.MAX_PAUSE);
        assertThat(b.isEnded(key)).isTrue();
    }

    @Test
    void recoveredEngineIsFoundWithinSecondsWithoutAReport() {
        start();
        a.losesResumption = true;
        a.connection().cutOff();
        TokenDigest key = end(a);
        tasks.run(HOUR.dividedBy(2));
        a.connection().heal();
        tasks.run(Duration.ofSeconds(10));
        assertThat(b.isEnded(key)).isTrue();
    }

    @Test
    void reconnectedNodeReadsMissedRecords() {
        start();
        b.connection().cutOff();
        TokenDigest key = end(a);
        tasks.run();
        b.connection().heal();
        tasks.run();
        assertThat(b.isEnded(key)).isTrue();
    }

    @Test
    void lostReportDelaysARecordUntilTheNextCheck() {
        start();
        b.lostReports = 100;
        for (int i = 0; i < 3; i++) {
            TokenDigest key = end(a);
            tasks.run();
            assertThat(b.isEnded(key)).isFalse();
            tasks.run(ClusterLog.LOOK);
            assertThat(b.isEnded(key)).isTrue();
        }
    }

    @Test
    void nextSegmentReportRevealsEarlierLostReports() {
        start();
        end(a);
        tasks.run();
        b.lostReports = 100;
        for (int i = 1; i < LogSegment.MOST_RECORDS; i++) {
            end(a);
        }
        tasks.run();
        b.lostReports = 0;
        end(a);
        tasks.run();
        assertThat(b.ended).hasSize(LogSegment.MOST_RECORDS + 1);
    }

    /** As by FLUSHALL of Redis. */
    @Test
    void lostEntriesAreRewrittenAtTheNextCheck() {
        loseAllEntriesWithoutAReport();
        tasks.run(ClusterLog.LOOK);
        assertThat(lateNode().ended).hasSize(3 * LogSegment.MOST_RECORDS);
    }

    @Test
    void lostEntriesAreRewrittenWithTheNextRecord() {
        loseAllEntriesWithoutAReport();
        end(b);
        tasks.run();
        assertThat(lateNode().ended).hasSize(3 * LogSegment.MOST_RECORDS + 1);
    }

    private void loseAllEntriesWithoutAReport() {
        start();
        end(b);
        for (int i = 1; i < 3 * LogSegment.MOST_RECORDS; i++) {
            end(a);
        }
        tasks.run();
        a.close();
        nodes.forEach(node -> node.losesResumption = true);
        engine.empty();
    }

    private LogNode lateNode() {
        LogNode late = node().started();
        tasks.run();
        return late;
    }

    @Test
    void unavailableEngineIsRarelyCalled() {
        start();
        a.connection().cutOff();
        resetCounts();
        for (int i = 0; i < 600; i++) {
            end(a);
            tasks.run(Duration.ofMillis(100));
        }
        assertThat(a.connection().count()).isLessThan(30);
    }

    @Test
    void newRecordIsWrittenBeforeAllOthersAreRead() {
        start();
        for (int i = 0; i < 2_000; i++) {
            end(a);
        }
        tasks.run();
        end(b);
        tasks.run();
        engine.empty();
        for (int i = 0; i < 20; i++) {
            tasks.runOne();
        }
        resetCounts();
        TokenDigest key = end(b);
        while (!c.isEnded(key)) {
            tasks.runOne();
        }
        assertThat(nodes).allMatch(node -> node.connection().count() < 20);
        tasks.run();
        a.close();
        b.close();
        c.close();
        LogNode late = node().started();
        tasks.run();
        assertThat(late.ended).hasSize(2_002);
    }

    @Test
    void expiredRecordsAreNotRead() {
        start();
        for (int i = 0; i < 1_000; i++) {
            end(a);
        }
        tasks.run(HOUR.multipliedBy(4));
        LogNode late = node().started();
        tasks.run();
        assertThat(late.connection().count()).isLessThan(4);
        assertThat(late.ended).isEmpty();
        resetCounts();
        tasks.run(ClusterLog.LOOK.multipliedBy(ClusterLog.LOOKS_AT_ALL));
        assertThat(b.connection().count()).isLessThan(3 * ClusterLog.LOOKS_AT_ALL);
    }

    @Test
    void logContinuesAfterAllRecordsHaveExpired() {
        start();
        for (int i = 0; i < 5; i++) {
            end(a);
            tasks.run();
            tasks.run(HOUR.multipliedBy(4));
            TokenDigest key = end(a);
            tasks.run();
            assertThat(b.isEnded(key) && c.isEnded(key)).isTrue();
            tasks.run(Duration.ofMinutes(30L * i));
        }
    }

    @Test
    void expiredBeginningOfALogIsDropped() {
        start();
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 80; j++) {
                end(a);
            }
            tasks.run(Duration.ofMinutes(10));
        }
        LogNode late = node().started();
        tasks.run();
        assertThat(late.connection().count()).isLessThan(12);
        assertThat(late.ended).hasSizeGreaterThan(400);
    }

    @Test
    void nodeWithAnotherSecretNeitherReadsNorOverwritesRecords() {
        start();
        TokenDigest key = end(a);
        tasks.run();
        LogNode stranger = node("another secret of thirty-two octets").started();
        end(stranger);
        tasks.run(HOUR.dividedBy(2));
        assertThat(stranger.ended).doesNotContainKey(key);
        TokenDigest next = end(a);
        LogNode late = node().started();
        tasks.run();
        assertThat(late.ended).containsOnlyKeys(key, next);
    }

    @Test
    void failingReceiverGetsTheOtherRecords() {
        start();
        List<TokenDigest> told = new ArrayList<>();
        b.log.start(record -> {
            told.add(record.key());
            throw new IllegalStateException("a bug");
        });
        TokenDigest first = end(a);
        TokenDigest second = end(a);
        tasks.run();
        assertThat(told).containsExactlyInAnyOrder(first, second);
    }
}
