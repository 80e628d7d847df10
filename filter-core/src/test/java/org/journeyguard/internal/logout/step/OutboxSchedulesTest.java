package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to nodes and their connections, in any order: no step is attempted by two nodes at the same time, and all end when AM
 * answers. An attempt takes up to its deadline, and the other nodes go on meanwhile.
 */
class OutboxSchedulesTest {
    private static final int SCHEDULES = 300;
    private static final int EVENTS = 40;
    private static final int MOST_NODES = 4;
    private static final Duration SLICE = Duration.ofMillis(700);

    private enum Event {
        LOGOUT,
        AM_GOES,
        AM_COMES,
        TIME,
        FREEZE,
        WAKE,
        CUT_OFF,
        LOSE_ANSWERS,
        HEAL,
        KILL,
        STOP,
        START
    }

    static List<Integer> seeds() {
        return IntStream.range(0, SCHEDULES).boxed().toList();
    }

    private static final class World {
        final Random random;
        final ManualTime time = new ManualTime();
        final MemoryEngine engine = new MemoryEngine(time::nanoTime);
        final List<OutboxNode> nodes = new ArrayList<>();
        final List<OutboxNode> all = new ArrayList<>();
        final List<String> story = new ArrayList<>();
        final Map<String, Integer> attempted = new HashMap<>();
        final Set<String> expected = new HashSet<>();
        final Set<String> done = new HashSet<>();
        boolean isAmUp = true;
        boolean isAttempting;

        World(int seed) {
            random = new Random(seed);
            start();
            start();
        }

        void start() {
            int number = all.size();
            OutboxNode node = new OutboxNode(engine, time, (task, deadline) -> attempt(number, task, deadline), random);
            nodes.add(node);
            all.add(node);
        }

        private StepResult attempt(int node, LogoutTask task, Deadline deadline) {
            String token = ((RevokeTokens) task).tokens().get(0);
            Integer other = attempted.put(token, node);
            assertThat(other)
                    .as("%s of node %s is attempted by %s: %s", token, other, node, story)
                    .isNull();
            boolean isConfirmed = isAmUp;
            if (!isAttempting) {
                isAttempting = true;
                while (deadline.left().compareTo(SLICE) > 0 && random.nextInt(4) > 0) {
                    time.pass(SLICE);
                    runOnce();
                }
                isAttempting = false;
            }
            attempted.remove(token);
            if (isConfirmed) {
                done.add(token);
            }
            return isConfirmed ? StepResult.DONE : new StepResult.Failed("AM is down", true);
        }

        void runOnce() {
            List<OutboxNode> order = new ArrayList<>(nodes);
            Collections.shuffle(order, random);
            order.forEach(OutboxNode::run);
        }

        void pass(Duration duration) {
            for (Duration left = duration; !left.isNegative(); left = left.minusSeconds(1)) {
                time.pass(Duration.ofSeconds(1));
                runOnce();
            }
        }

        void happens(Event event) {
            OutboxNode node = nodes.get(random.nextInt(nodes.size()));
            story.add(event + "@" + all.indexOf(node));
            switch (event) {
                case LOGOUT -> logout(node);
                case AM_GOES -> isAmUp = false;
                case AM_COMES -> isAmUp = true;
                case TIME -> pass(Duration.ofSeconds(random.nextInt(40)));
                case FREEZE -> node.freeze();
                case WAKE -> node.wake();
                case CUT_OFF -> node.connection().cutOff();
                case LOSE_ANSWERS -> node.connection().loseAnswers();
                case HEAL -> node.connection().heal();
                case KILL -> leave(node, OutboxNode::kill);
                case STOP -> leave(node, OutboxNode::stop);
                case START -> {
                    if (nodes.size() < MOST_NODES) {
                        start();
                    }
                }
            }
        }

        private void logout(OutboxNode node) {
            if (!node.isFrozen()) {
                List<LogoutStep> steps = IntStream.rangeClosed(0, random.nextInt(12))
                        .mapToObj(i -> "token " + expected.size() + "/" + i)
                        .map(token ->
                                new LogoutStep(new RevokeTokens(LogoutStep.TOKENS, List.of(token)), Duration.ofDays(1)))
                        .toList();
                steps.forEach(each ->
                        expected.add(((RevokeTokens) each.task()).tokens().get(0)));
                node.logout(steps);
            }
        }

        /** A node whose steps are only in its memory would take them with it, so it has reached the engine before. */
        private void leave(OutboxNode node, Consumer<OutboxNode> how) {
            if (nodes.size() > 1) {
                node.connection().heal();
                node.wake();
                pass(Duration.ofSeconds(25));
                nodes.remove(node);
                how.accept(node);
            }
        }

        void end() {
            isAmUp = true;
            nodes.forEach(OutboxNode::wake);
            nodes.forEach(node -> node.connection().heal());
            pass(Duration.ofMinutes(12));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachStepIsAttemptedByOneNodeAtATimeAndCompletes(int seed) {
        World world = new World(seed);
        for (int i = 0; i < EVENTS; i++) {
            Event[] events = Event.values();
            world.happens(events[world.random.nextInt(events.length)]);
        }
        world.end();
        assertThat(world.done).as("%s", world.story).isEqualTo(world.expected);
        OutboxNode last = world.nodes.get(0);
        assertThat(world.nodes).allSatisfy(node -> assertThat(node.waiting()).isZero());
        assertThat(last.cluster()
                        .quiet()
                        .get(last.cluster().names().of(Kind.OUTBOX_DIRECTORY, ""))
                        .flatMap(entry -> OutboxDirectory.read(entry.value()))
                        .orElse(OutboxDirectory.EMPTY)
                        .leases())
                .as("partitions that are left")
                .isEmpty();
        world.all.forEach(OutboxNode::close);
    }
}
