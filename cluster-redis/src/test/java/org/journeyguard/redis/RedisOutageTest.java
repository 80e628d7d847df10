package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is gone, hangs, or has lost its entries. */
@WithRedis
class RedisOutageTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** For a busy machine. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private final RedisServer server = RedisServer.start();
    private final RecordingListener listener = new RecordingListener();
    private final RecordingListener otherListener = new RecordingListener();
    private ClusterStore node = Nodes.openWithTimeout(TIMEOUT, server.url(), "outage", listener);
    private final ClusterStore other = Nodes.openWithTimeout(TIMEOUT, server.url(), "outage", otherListener);

    @AfterEach
    void close() {
        node.close();
        other.close();
        server.close();
    }

    @Test
    void restartedServerIsUsedAgain() {
        connect();
        node.announced().putIfAbsent("x", ONE, LONG);
        int before = listener.resumptions();
        int otherBefore = otherListener.resumptions();
        server.kill();
        for (ThrowingCallable operation : operations(node.announced())) {
            assertFailsInTime(operation);
        }
        server.restart();
        Await.until(
                "both nodes resume",
                () -> listener.resumptions() > before && otherListener.resumptions() > otherBefore);
        assertThat(node.announced().get("x")).isEmpty();
        assertThat(other.announced().putIfAbsent("y", ONE, LONG)).isTrue();
        Await.until("changes are heard of", () -> listener.changes().contains("y"));
    }

    @Test
    void operationOfAHungServerEndsAtTheTimeout() {
        connect();
        node.quiet().putIfAbsent("x", ONE, LONG);
        server.freeze();
        List<ThrowingCallable> operations = operations(node.announced());
        try (ParallelCalls<Boolean> calls = ParallelCalls.start(operations.size() * 4, i -> {
            assertFailsInTime(operations.get(i % operations.size()));
            return true;
        })) {
            assertThat(calls.results()).hasSize(operations.size() * 4);
        }
        server.thaw();
        Await.until("the server answers", () -> answers(node));
        assertThat(node.quiet().get("x")).isPresent();
    }

    @Test
    void interruptedOperationFailsAndKeepsTheInterrupt() {
        connect();
        server.freeze();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> node.quiet().get("x")).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The connection is up as far as the node can see, until a ping has no answer. */
    @Test
    void connectionToAHungServerIsReplaced() {
        connect();
        int before = listener.resumptions();
        server.freeze();
        Await.until(
                "operations fail without a wait",
                () -> took(() -> node.quiet().get("x")).compareTo(TIMEOUT.dividedBy(5)) < 0);
        server.thaw();
        Await.until("the node resumes", () -> listener.resumptions() > before);
        assertThat(answers(node)).isTrue();
    }

    @Test
    void storeOpenedWithoutAServerConnectsLater() {
        node.close();
        server.kill();
        RecordingListener late = new RecordingListener();
        node = Nodes.openWithTimeout(TIMEOUT, server.url(), "outage", late);
        operations(node.quiet()).forEach(RedisOutageTest::assertFailsInTime);
        assertThat(late.resumptions()).isZero();
        server.restart();
        Await.until("the node connects", () -> late.resumptions() > 0);
        assertThat(node.quiet().putIfAbsent("x", ONE, LONG)).isTrue();
    }

    @Test
    void emptiedServerRemainsUsable() {
        connect();
        node.announced().putIfAbsent("x", ONE, LONG);
        assertThat(server.ask("FLUSHALL")).isEqualTo("+OK");
        assertThat(node.announced().get("x")).isEmpty();
        assertThat(node.announced().replace("x", ONE, TWO, LONG)).isFalse();
        assertThat(node.announced().putIfAbsent("x", TWO, LONG)).isTrue();
    }

    @Test
    void forgottenScriptsAreSentAgain() {
        connect();
        node.announced().putIfAbsent("x", ONE, LONG);
        assertThat(server.ask("SCRIPT", "FLUSH")).isEqualTo("+OK");
        assertThat(node.announced().replace("x", ONE, TWO, LONG)).isTrue();
        assertThat(node.announced().remove("x", TWO)).isTrue();
        assertThat(node.announced().putIfAbsent("x", ONE, LONG)).isTrue();
    }

    /** Both kinds of connections of both nodes, one after the other. */
    @Test
    void lostConnectionOfEitherKindIsReported() {
        connect();
        for (String kind : List.of("normal", "pubsub")) {
            int before = listener.resumptions();
            int otherBefore = otherListener.resumptions();
            server.ask("CLIENT", "KILL", "TYPE", kind);
            Await.until("the node resumes after " + kind, () -> listener.resumptions() > before);
            Await.until("the other resumes after " + kind, () -> otherListener.resumptions() > otherBefore);
            Await.until("the server answers", () -> answers(node));
        }
        node.announced().putIfAbsent("y", ONE, LONG);
        Await.until("changes are heard of", () -> otherListener.changes().contains("y"));
    }

    /** A write that may have happened is not sent again: its second result would be wrong. */
    @Test
    void uncertainWriteIsNotRepeated() {
        connect();
        server.freeze();
        try (ParallelCalls<Boolean> calls = ParallelCalls.start(1, i -> {
            assertThatThrownBy(() -> node.quiet().putIfAbsent("x", ONE, LONG))
                    .isInstanceOf(IllegalStateException.class);
            return true;
        })) {
            assertThat(calls.results()).containsExactly(true);
        }
        int before = listener.resumptions();
        server.kill();
        server.restart();
        Await.until("the node resumes", () -> listener.resumptions() > before);
        assertThat(node.quiet().get("x")).isEmpty();
    }

    @Test
    void threadsEndWithTheStore() {
        connect();
        node.quiet().putIfAbsent("x", ONE, LONG);
        assertThat(threads()).isNotEmpty();
        node.close();
        other.close();
        Await.until(() -> "still there: " + threads(), () -> threads().isEmpty());
    }

    @Test
    void unconnectedStoreEndsItsThreadsWhenClosed() {
        server.kill();
        ClusterStore lost = Nodes.openWithTimeout(TIMEOUT, server.url(), "outage", new RecordingListener());
        lost.close();
        node.close();
        other.close();
        Await.until(() -> "still there: " + threads(), () -> threads().isEmpty());
    }

    private void connect() {
        Await.until("the nodes connect", () -> listener.resumptions() > 0 && otherListener.resumptions() > 0);
    }

    private static List<ThrowingCallable> operations(ClusterEntries entries) {
        return List.of(
                () -> entries.get("x"),
                () -> entries.putIfAbsent("y", ONE, LONG),
                () -> entries.replace("x", ONE, TWO, LONG),
                () -> entries.remove("x", ONE));
    }

    private static void assertFailsInTime(ThrowingCallable operation) {
        Duration took = took(() -> assertThatThrownBy(operation)
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause());
        assertThat(took).isLessThan(TIMEOUT.plus(MARGIN));
    }

    private static Duration took(Runnable action) {
        long begun = System.nanoTime();
        try {
            action.run();
        } catch (IllegalStateException e) {
            // how long it took is all that counts
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean answers(ClusterStore store) {
        try {
            store.quiet().get("any");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static Set<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2];
        return IntStream.range(0, Thread.enumerate(all))
                .mapToObj(i -> all[i].getName())
                .filter(name -> name.startsWith("lettuce") || name.startsWith("globalEventExecutor"))
                .collect(Collectors.toSet());
    }
}
