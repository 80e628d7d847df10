package org.journeyguard.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.spi.MemoryNode.Operation;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

/** The engine of the tests does what engines do, and has the faults that it says. */
class MemoryEngineTest extends ClusterStoreContract {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MemoryEngine contractEngine = new MemoryEngine(System::nanoTime);
    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final RecordingListener heardByFirst = new RecordingListener();
    private final RecordingListener heardBySecond = new RecordingListener();
    private final MemoryNode first = engine.open(settings("s"), heardByFirst);
    private final MemoryNode second = engine.open(settings("s"), heardBySecond);

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        return contractEngine.open(settings(space), listener);
    }

    private static ClusterStoreSettings settings(String space) {
        return new ClusterStoreSettings(space, Duration.ofMillis(500), Map.of());
    }

    @Test
    void entryExpiresExactlyOnTime() {
        first.quiet().putIfAbsent("x", ONE, MINUTE);
        time.pass(MINUTE.minusNanos(1));
        assertThat(second.quiet().get("x")).isPresent();
        time.pass(Duration.ofNanos(1));
        assertThat(second.quiet().get("x")).isEmpty();
    }

    @Test
    void unreachableNodeFailsAndGetsNoReportsUntilItResumes() {
        first.cutOff();
        assertThatThrownBy(() -> first.announced().putIfAbsent("x", ONE, MINUTE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(second.announced().putIfAbsent("x", TWO, MINUTE)).isTrue();
        assertThat(heardByFirst.changes()).isEmpty();
        first.heal();
        assertThat(heardByFirst.resumptions()).isEqualTo(2);
        assertThat(first.announced().get("x")).contains(TWO);
    }

    @Test
    void operationsOfAHungNodeWaitUntilItRecovers() {
        first.hang();
        try (ParallelCalls<Boolean> crowd =
                ParallelCalls.start(1, i -> first.quiet().putIfAbsent("x", ONE, MINUTE))) {
            Await.until("the operation begins", () -> first.count(Operation.PUT_IF_ABSENT) == 1);
            assertThat(second.quiet().get("x")).isEmpty();
            first.heal();
            assertThat(crowd.results()).containsExactly(true);
        }
        assertThat(second.quiet().get("x")).contains(ONE);
    }

    @Test
    void operationsOfAHungNodeFailWhenItCloses() {
        first.hang();
        try (ParallelCalls<Boolean> crowd =
                ParallelCalls.start(1, i -> first.quiet().putIfAbsent("x", ONE, MINUTE))) {
            Await.until("the operation begins", () -> first.count() == 1);
            first.close();
            assertThatThrownBy(crowd::results).hasRootCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(second.quiet().get("x")).isEmpty();
    }

    @Test
    void operationWithALostResponseIsPerformed() {
        first.loseAnswers();
        assertThatThrownBy(() -> first.announced().putIfAbsent("x", ONE, MINUTE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(second.announced().get("x")).contains(ONE);
        assertThat(heardBySecond.changes()).containsExactly("x");
    }

    @Test
    void emptiedEngineHasNoEntriesAndAllNodesResume() {
        first.announced().putIfAbsent("x", ONE, MINUTE);
        engine.empty();
        assertThat(second.announced().get("x")).isEmpty();
        assertThat(heardByFirst.resumptions()).isEqualTo(2);
        assertThat(heardBySecond.resumptions()).isEqualTo(2);
    }

    @Test
    void healedNodeHasTheEntriesOfTheOthers() {
        partition();
        first.heal();
        assertThat(first.announced().get("before")).contains(ONE);
        assertThat(first.announced().get("here")).isEmpty();
        assertThat(first.announced().get("there")).contains(TWO);
        assertThat(heardByFirst.resumptions()).isEqualTo(2);
    }

    @Test
    void healedNodeCanKeepItsOwnEntries() {
        partition();
        first.healWithOwnEntries();
        assertThat(second.announced().get("before")).contains(ONE);
        assertThat(second.announced().get("here")).contains(ONE);
        assertThat(second.announced().get("there")).isEmpty();
        assertThat(heardByFirst.resumptions()).isEqualTo(2);
        assertThat(heardBySecond.resumptions()).isEqualTo(2);
    }

    private void partition() {
        first.announced().putIfAbsent("before", ONE, MINUTE);
        heardByFirst.forget();
        heardBySecond.forget();
        first.partition();
        first.announced().putIfAbsent("here", ONE, MINUTE);
        second.announced().putIfAbsent("there", TWO, MINUTE);
        assertThat(first.announced().get("there")).isEmpty();
        assertThat(second.announced().get("here")).isEmpty();
        assertThat(heardByFirst.changes()).containsExactly("here");
        assertThat(heardBySecond.changes()).containsExactly("there");
    }

    @Test
    void operationsAreCountedByKind() {
        first.quiet().putIfAbsent("x", ONE, MINUTE);
        first.announced().putIfAbsent("x", ONE, MINUTE);
        first.quiet().get("y");
        first.quiet().replace("x", TWO, ONE, MINUTE);
        first.cutOff();
        assertThatThrownBy(() -> first.quiet().remove("x", ONE)).isInstanceOf(IllegalStateException.class);
        assertThat(first.count(Operation.PUT_IF_ABSENT)).isEqualTo(2);
        assertThat(first.count(Operation.GET)).isEqualTo(1);
        assertThat(first.count(Operation.REPLACE)).isEqualTo(1);
        assertThat(first.count(Operation.REMOVE)).isEqualTo(1);
        assertThat(first.count()).isEqualTo(5);
        assertThat(second.count()).isZero();
        first.resetCounts();
        assertThat(first.count()).isZero();
    }
}
