package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.logout.step.OutboxDirectory.Lease;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps that are not confirmed survive their node and the engine, and are run by one node. */
class ClusterOutboxTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** From the death of a node to the first attempt by another. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(32);

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final Random random = new Random(15);
    private final List<OutboxNode> nodes = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private final OutboxNode a = node();
    private final OutboxNode b = node();

    private OutboxNode node() {
        OutboxNode node = new OutboxNode(engine, time, this::run, random);
        nodes.add(node);
        node.run();
        return node;
    }

    /** A confirmed step is noted. */
    private StepResult run(LogoutTask task, Deadline deadline) {
        String token = ((RevokeTokens) task).tokens().get(0);
        if (failing.contains(token)) {
            return new StepResult.Failed("AM is down", true);
        }
        done.add(token);
        return StepResult.DONE;
    }

    @AfterEach
    void end() {
        nodes.forEach(OutboxNode::close);
    }

    private static LogoutStep step(String token) {
        return new LogoutStep(new RevokeTokens(LogoutStep.TOKENS, List.of(token)), HOUR);
    }

    /** A logout that AM does not confirm. */
    private void logoutWhileAmIsDown(OutboxNode node, String... tokens) {
        failing.addAll(List.of(tokens));
        node.logout(List.of(tokens).stream().map(ClusterOutboxTest::step).toList());
    }

    private void pass(Duration duration) {
        for (Duration left = duration; !left.isNegative(); left = left.minus(SECOND)) {
            time.pass(SECOND);
            nodes.forEach(OutboxNode::run);
        }
    }

    private OutboxDirectory directory() {
        return b.cluster()
                .quiet()
                .get(directoryName())
                .flatMap(entry -> OutboxDirectory.read(entry.value()))
                .orElse(OutboxDirectory.EMPTY);
    }

    private String directoryName() {
        return b.cluster().names().of(Kind.OUTBOX_DIRECTORY, "");
    }

    private String firstEntry(long partition) {
        return OutboxPartition.of(partition, b.cluster().names()).nextName();
    }

    @Test
    void stepsOfADeadNodeAreRunOnceByAnother() {
        logoutWhileAmIsDown(a, "x", "y");
        a.kill();
        failing.clear();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactlyInAnyOrder("x", "y");
        pass(HOUR);
        assertThat(done).hasSize(2);
        assertThat(directory().leases()).isEmpty();
    }

    @Test
    void stepsOfANodeThatDiesDuringTheFirstAttemptAreRunByAnother() {
        OutboxNode dying = new OutboxNode(
                engine,
                time,
                (task, deadline) -> {
                    nodes.get(2).kill();
                    return new StepResult.Failed("killed", true);
                },
                random);
        nodes.add(dying);
        dying.logout(List.of(step("x"), step("y")));

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void confirmedLogoutTakesTwoOperationsAndTwoMoreAfterAPause() {
        a.connection().resetCounts();
        a.logout(List.of(step("x"), step("y")));
        assertThat(a.connection().count()).isEqualTo(4);
        a.connection().resetCounts();
        a.logout(List.of(step("z")));
        assertThat(a.connection().count(MemoryNode.Operation.PUT_IF_ABSENT)).isEqualTo(1);
        assertThat(a.connection().count(MemoryNode.Operation.REMOVE)).isEqualTo(1);
        assertThat(a.connection().count()).isEqualTo(2);
    }

    @Test
    void logoutWithoutRetryableStepsTakesNoOperation() {
        a.connection().resetCounts();
        a.logout(List.of(LogoutStep.once(step("x").task())));
        assertThat(a.connection().count()).isZero();
    }

    @Test
    void emptyOutboxIsReadEveryTenSeconds() {
        pass(ClusterOutbox.LOOK.multipliedBy(2));
        a.connection().resetCounts();
        pass(Duration.ofMinutes(10));
        assertThat(a.connection().count()).isEqualTo(a.connection().count(MemoryNode.Operation.GET));
        assertThat(a.connection().count()).isBetween(50, 80);
    }

    @Test
    void stepsOfALiveNodeAreNotTakenOver() {
        logoutWhileAmIsDown(a, "x");
        pass(Duration.ofMinutes(10));
        assertThat(a.waiting()).isEqualTo(1);
        assertThat(b.waiting()).isZero();
    }

    @Test
    void stepsAddedDuringAnEngineOutageAreStoredAfterwards() {
        a.connection().cutOff();
        logoutWhileAmIsDown(a, "x");
        pass(Duration.ofMinutes(1));
        a.connection().heal();
        pass(Duration.ofSeconds(15));
        a.kill();
        failing.clear();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactly("x");
    }

    @Test
    void unconfirmedStoredStepsAreNotLost() {
        a.logout(List.of(step("confirmed")));
        a.connection().loseAnswers();
        logoutWhileAmIsDown(a, "x");
        a.connection().heal();
        pass(Duration.ofSeconds(15));
        a.kill();
        failing.clear();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactly("confirmed", "x");
    }

    @Test
    void engineOutageDelaysStoredStepsButNotNewOnes() {
        logoutWhileAmIsDown(a, "stored");
        a.connection().cutOff();
        pass(Duration.ofSeconds(12));
        logoutWhileAmIsDown(a, "new");
        b.kill();
        failing.clear();
        pass(Duration.ofMinutes(1));
        assertThat(done).containsExactly("new");

        a.connection().heal();
        pass(Duration.ofMinutes(5));
        assertThat(done).containsExactly("new", "stored");
    }

    @Test
    void lostStepsAreStoredAgain() {
        logoutWhileAmIsDown(a, "x");
        engine.empty();
        pass(Duration.ofSeconds(15));
        a.kill();
        failing.clear();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactly("x");
    }

    @Test
    void resumedNodeDropsStepsThatWereTakenOver() {
        logoutWhileAmIsDown(a, "x");
        a.freeze();
        pass(TAKEN_OVER_WITHIN);
        assertThat(b.waiting()).isEqualTo(1);

        a.wake();
        pass(Duration.ofSeconds(15));
        assertThat(a.waiting()).isZero();
        failing.clear();
        pass(Duration.ofMinutes(5));
        assertThat(done).containsExactly("x");
    }

    @Test
    void reconnectedNodeKeepsOnlyItsUnstoredSteps() {
        logoutWhileAmIsDown(a, "stored");
        a.connection().cutOff();
        pass(Duration.ofSeconds(12));
        logoutWhileAmIsDown(a, "new");
        pass(TAKEN_OVER_WITHIN);
        a.connection().heal();
        pass(Duration.ofSeconds(15));
        a.kill();
        pass(TAKEN_OVER_WITHIN);
        failing.clear();

        pass(Duration.ofMinutes(5));
        assertThat(done).containsExactlyInAnyOrder("stored", "new");
    }

    @Test
    void stepsOfAStoppedNodeAreTakenOverAtOnce() {
        logoutWhileAmIsDown(a, "x");
        a.stop();
        failing.clear();
        pass(Duration.ofSeconds(11));
        assertThat(done).containsExactly("x");
    }

    @Test
    void stepsSurviveARestartOfAllNodes() {
        logoutWhileAmIsDown(a, "x");
        a.kill();
        b.kill();
        failing.clear();
        pass(Duration.ofMinutes(10));
        b.connection().heal();
        node();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactly("x");
    }

    @Test
    void anyNumberOfStepsOfADeadNodeIsTakenOver() {
        List<String> all = IntStream.range(0, 3 * OutboxPartition.SLOTS)
                .mapToObj(i -> "logout " + i)
                .toList();
        all.forEach(each -> logoutWhileAmIsDown(a, each));
        List<String> ofOne = IntStream.range(0, 20).mapToObj(i -> "step " + i).toList();
        logoutWhileAmIsDown(a, ofOne.toArray(String[]::new));
        a.kill();
        failing.clear();

        pass(TAKEN_OVER_WITHIN);
        assertThat(done).hasSize(all.size() + ofOne.size()).containsAll(all).containsAll(ofOne);
    }

    @Test
    void onlyUnconfirmedStepsAreTakenOver() {
        failing.add("y");
        a.logout(List.of(step("x"), step("y"), step("z")));
        a.kill();
        failing.clear();
        pass(TAKEN_OVER_WITHIN);
        assertThat(done).containsExactly("x", "z", "y");
    }

    @Test
    void failingStepIsDroppedAfterItsRetryTime() {
        logoutWhileAmIsDown(a, "x");
        long partition = directory().leases().keySet().iterator().next();
        pass(HOUR);
        assertThat(a.waiting()).isZero();
        pass(Duration.ofSeconds(15));
        assertThat(b.cluster().quiet().get(firstEntry(partition))).isEmpty();
        assertThat(directory().leases()).isEmpty();
    }

    @Test
    void stepsOfALaterVersionAreLeftUnchanged() {
        long partition = 7;
        byte[] later = {9, 1, 2, 3};
        b.cluster().quiet().putIfAbsent(firstEntry(partition), later, HOUR);
        OutboxDirectory left = OutboxDirectory.EMPTY.with(partition, new Lease(Lease.NO_OWNER, 0));
        b.cluster().quiet().putIfAbsent(directoryName(), left.octets(), HOUR);

        pass(Duration.ofMinutes(2));
        assertThat(b.cluster().quiet().get(firstEntry(partition)).map(SharedEntry::value))
                .hasValue(later);
        assertThat(directory().leases()).containsOnlyKeys(partition);
        assertThat(directory().leases().values()).extracting(Lease::owner).containsExactly(Lease.NO_OWNER);
    }

    @Test
    void directoryOfALaterVersionIsLeftUnchanged() {
        byte[] later = {9, 1, 2, 3};
        b.cluster().quiet().putIfAbsent(directoryName(), later, HOUR);
        logoutWhileAmIsDown(a, "x");
        pass(Duration.ofMinutes(1));
        assertThat(b.cluster().quiet().get(directoryName()).map(SharedEntry::value))
                .hasValue(later);
        failing.clear();
        pass(Duration.ofMinutes(5));
        assertThat(done).containsExactly("x");
    }

    @Test
    void storedTokensAreEncrypted() {
        logoutWhileAmIsDown(a, "a-very-secret-token");
        long partition = directory().leases().keySet().iterator().next();
        Optional<byte[]> octets = b.connection().quiet().get(firstEntry(partition));
        assertThat(octets.map(each -> new String(each, StandardCharsets.ISO_8859_1)))
                .get()
                .asString()
                .isNotEmpty()
                .doesNotContain("secret")
                .doesNotContain(LogoutStep.TOKENS);
    }
}
