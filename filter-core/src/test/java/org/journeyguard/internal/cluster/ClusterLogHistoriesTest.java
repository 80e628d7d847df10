package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to three nodes and their engine: what has ended on one of them is known to all when all can reach the engine again, and
 * stays known until it expires. Nothing else has ended.
 */
class ClusterLogHistoriesTest {
    private static final int HISTORIES = 25;
    private static final int EVENTS = 80;
    private static final int NODES = 3;
    /** Until everything was read again, whatever reports were lost. */
    private static final Duration QUIET = ClusterLog.LOOK.multipliedBy(ClusterLog.LOOKS_AT_ALL + 1L);

    @Test
    void allNodesKnowExactlyTheEndedSessionsAfterAnyHistory() {
        long first = System.nanoTime();
        for (int i = 0; i < HISTORIES; i++) {
            try (History history = new History(first + i)) {
                history.run();
            }
        }
    }

    /** One of many possible histories. */
    private static final class History implements AutoCloseable {
        final long seed;
        final Random random;
        final ManualTime time = new ManualTime();
        final MemoryEngine engine = new MemoryEngine(time::nanoTime);
        final ManualTasks tasks;
        final List<LogNode> nodes = new ArrayList<>();
        final Map<TokenDigest, Instant> ended = new HashMap<>();
        final Set<TokenDigest> all = new HashSet<>();
        final List<String> story = new ArrayList<>();

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.tasks = new ManualTasks(time, random);
            for (int i = 0; i < NODES; i++) {
                nodes.add(node());
            }
        }

        private LogNode node() {
            Duration clockError = Duration.ofSeconds(random.nextInt(240) - 120);
            return new LogNode(engine, time, tasks, random, clockError).started();
        }

        void run() {
            for (int i = 0; i < EVENTS; i++) {
                event();
                for (int j = random.nextInt(12); j > 0; j--) {
                    tasks.runOne();
                }
                if (random.nextInt(20) == 0) {
                    checkWhenQuiet();
                }
            }
            checkWhenQuiet();
        }

        private void event() {
            int i = random.nextInt(NODES);
            LogNode node = nodes.get(i);
            int kind = random.nextInt(100);
            String told = told(kind, node);
            if (kind >= 92) {
                told = "restart";
                restart(i);
            }
            story.add(i + " " + told);
        }

        private String told(int kind, LogNode node) {
            if (kind < 40) {
                end(node, 1 + random.nextInt(8) / 7 * random.nextInt(200));
                return "end";
            } else if (kind < 48) {
                node.connection().cutOff();
                return "cut off";
            } else if (kind < 52) {
                node.connection().loseAnswers();
                return "lose answers";
            } else if (kind < 58) {
                node.connection().partition();
                return "partition";
            } else if (kind < 68) {
                node.connection().heal();
                forgetLostRecords();
                return "heal";
            } else if (kind < 72) {
                node.connection().healWithOwnEntries();
                forgetLostRecords();
                return "heal with own entries";
            } else if (kind < 76) {
                engine.empty();
                forgetLostRecords();
                return "empty";
            } else if (kind < 82) {
                node.lostReports = 50 * random.nextInt(3);
                node.mixesReports = random.nextBoolean();
                node.losesResumption = random.nextBoolean();
                return "reports";
            }
            tasks.run(Duration.ofSeconds(random.nextInt(40)));
            return "time";
        }

        private void end(LogNode node, int count) {
            for (int i = 0; i < count; i++) {
                TokenDigest key = new TokenDigest(random.nextLong(), 0, 0, 0);
                Duration lasts = Duration.ofMinutes(1 + random.nextInt(600));
                ended.put(key, time.instant().plus(lasts));
                all.add(key);
                node.end(key, lasts);
            }
        }

        private void restart(int i) {
            nodes.get(i).close();
            nodes.set(i, node());
            forgetLostRecords();
        }

        /** Forgets what neither a running node nor the engine knows any more. */
        private void forgetLostRecords() {
            LogNode reader = new LogNode(engine, time, tasks, random, Duration.ZERO);
            LogCopies copies = new LogCopies(
                    reader.cluster.names(), 0, record -> reader.ended.put(record.key(), record.expiresAt()));
            List<String> unread = List.of(copies.directoryName());
            while (!unread.isEmpty()) {
                unread.forEach(name -> copies.merge(
                        name, reader.cluster.announced().get(name).map(SharedEntry::value), time.instant()));
                unread = copies.takeListed();
            }
            reader.close();
            ended.keySet()
                    .removeIf(key -> !reader.isEnded(key) && nodes.stream().noneMatch(node -> node.isEnded(key)));
        }

        private void checkWhenQuiet() {
            nodes.forEach(node -> {
                node.lostReports = 0;
                node.mixesReports = false;
                node.connection().heal();
            });
            forgetLostRecords();
            tasks.run(QUIET);
            story.add("quiet");
            ended.values().removeIf(until -> !until.isAfter(time.instant()));
            for (LogNode node : nodes) {
                assertThat(node.log.isComplete()).as(this::toString).isTrue();
                assertThat(ended.keySet().stream().filter(key -> !node.isEnded(key)))
                        .as(() -> "node " + nodes.indexOf(node) + " " + this)
                        .isEmpty();
                assertThat(all).as(this::toString).containsAll(node.ended.keySet());
            }
        }

        @Override
        public void close() {
            nodes.forEach(LogNode::close);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + story;
        }
    }
}
