package org.journeyguard.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.junit.jupiter.api.Test;

/** The contract of all engines. The test of an engine extends it and opens its nodes. */
public abstract class ClusterStoreContract extends ClusterEntriesContract {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;

    @Test
    void onlyOneOfConcurrentAddsSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "x" + round;
            List<Boolean> added = crowd((node, i) -> node.putIfAbsent(name, octets("by " + i), LONG));
            assertThat(added).containsOnlyOnce(true);
            assertThat(a().get(name)).contains(octets("by " + added.indexOf(true)));
        }
    }

    @Test
    void onlyOneOfConcurrentRemovalsSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "x" + round;
            a().putIfAbsent(name, octets("1"), LONG);
            assertThat(crowd((node, i) -> node.remove(name, octets("1")))).containsOnlyOnce(true);
        }
    }

    @Test
    void concurrentIncrementsAreNotLost() {
        a().putIfAbsent("x", octets("0"), LONG);
        crowd((node, i) -> {
            IntStream.range(0, ROUNDS).forEach(round -> increment(node));
            return true;
        });
        assertThat(b().get("x")).contains(octets(String.valueOf(THREADS * ROUNDS)));
    }

    @Test
    void announcedChangesAreReportedToAllNodes() {
        List<Runnable> changes = List.of(
                () -> a().putIfAbsent("x", octets("1"), LONG),
                () -> a().replace("x", octets("1"), octets("2"), LONG),
                () -> a().remove("x", octets("2")));
        for (Runnable change : changes) {
            heardByA.forget();
            heardByB.forget();
            change.run();
            Await.until("b hears of the change", () -> heardByB.changes().contains("x"));
            Await.until("a hears of its own change", () -> heardByA.changes().contains("x"));
        }
    }

    @Test
    void reportedChangeCanBeRead() {
        for (int round = 0; round < ROUNDS; round++) {
            String name = "x" + round;
            a().putIfAbsent(name, octets("1"), LONG);
            Await.until("b hears of the change", () -> heardByB.changes().contains(name));
            assertThat(b().get(name)).isPresent();
        }
    }

    @Test
    void onlyAnnouncedChangesOfTheSpaceAreReported() {
        ClusterEntries quiet = nodeA().quiet();
        quiet.putIfAbsent("quiet", octets("1"), LONG);
        quiet.replace("quiet", octets("1"), octets("2"), LONG);
        quiet.remove("quiet", octets("2"));
        nodeOfOtherSpace().announced().putIfAbsent("elsewhere", octets("1"), LONG);
        a().get("read");
        a().replace("failed", octets("1"), octets("2"), LONG);
        a().remove("failed", octets("1"));
        a().putIfAbsent("last", octets("1"), LONG);
        a().putIfAbsent("last", octets("2"), LONG);
        Await.until("b hears of the last change", () -> heardByB.changes().contains("last"));
        assertThat(heardByB.changes()).containsOnly("last");
    }

    @Test
    void announcedAndQuietEntriesAreIndependent() {
        ClusterEntries quiet = nodeB().quiet();
        a().putIfAbsent("x", octets("1"), LONG);
        assertThat(quiet.get("x")).isEmpty();
        assertThat(quiet.putIfAbsent("x", octets("2"), LONG)).isTrue();
        assertThat(quiet.putIfAbsent("x", octets("3"), LONG)).isFalse();
        assertThat(nodeA().quiet().replace("x", octets("1"), octets("3"), LONG)).isFalse();
        assertThat(nodeA().quiet().replace("x", octets("2"), octets("3"), LONG)).isTrue();
        assertThat(quiet.remove("x", octets("2"))).isFalse();
        assertThat(quiet.remove("x", octets("3"))).isTrue();
        assertThat(b().get("x")).contains(octets("1"));
    }

    @Test
    void spacesAreSeparate() {
        ClusterEntries elsewhere = nodeOfOtherSpace().announced();
        a().putIfAbsent("x", octets("1"), LONG);
        assertThat(elsewhere.get("x")).isEmpty();
        assertThat(elsewhere.replace("x", octets("1"), octets("2"), LONG)).isFalse();
        assertThat(elsewhere.remove("x", octets("1"))).isFalse();
        assertThat(elsewhere.putIfAbsent("x", octets("2"), LONG)).isTrue();
        assertThat(a().get("x")).contains(octets("1"));
    }

    @Test
    void entriesRemainWhenNodesClose() {
        a().putIfAbsent("x", octets("1"), LONG);
        nodeA().close();
        assertThat(b().get("x")).contains(octets("1"));
    }

    @Test
    void closedNodeFailsAndGetsNoReports() {
        ClusterEntries announced = a();
        ClusterEntries quiet = nodeA().quiet();
        nodeA().close();
        nodeA().close();
        List<ThrowingCallable> operations = List.of(
                () -> announced.get("x"),
                () -> announced.putIfAbsent("x", octets("1"), LONG),
                () -> quiet.replace("x", octets("1"), octets("2"), LONG),
                () -> quiet.remove("x", octets("1")));
        assertThat(operations)
                .allSatisfy(operation -> assertThatThrownBy(operation).isInstanceOf(RuntimeException.class));
        b().putIfAbsent("x", octets("1"), LONG);
        Await.until("b hears of the change", () -> heardByB.changes().contains("x"));
        assertThat(heardByA.changes()).isEmpty();
    }

    /** Lets many threads of two nodes do the same at once. */
    private <T> List<T> crowd(BiFunction<ClusterEntries, Integer, T> deed) {
        try (ParallelCalls<T> crowd = ParallelCalls.start(THREADS, i -> deed.apply(i % 2 == 0 ? a() : b(), i))) {
            return crowd.results();
        }
    }

    private static void increment(ClusterEntries entries) {
        byte[] present;
        byte[] next;
        do {
            present = entries.get("x").orElseThrow();
            next = octets(String.valueOf(Integer.parseInt(new String(present, UTF_8)) + 1));
        } while (!entries.replace("x", present, next, LONG));
    }
}
