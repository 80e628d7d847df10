package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.index.InterruptedNode;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a logout are in the engine when it is over; it waits for other threads that call the engine, but not longer than it may. */
class LogoutsDuringRenewalsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(32);
    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
    /** More than a renewal has. */
    private static final int MOMENTS = 4;

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final Random random = new Random(15);
    private final List<OutboxNode> nodes = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private boolean isAmUp;

    private StepResult run(LogoutTask task, Deadline deadline) {
        if (isAmUp) {
            done.addAll(((RevokeTokens) task).tokens());
        }
        return isAmUp ? StepResult.DONE : new StepResult.Failed("AM is down", true);
    }

    @AfterEach
    void end() {
        nodes.forEach(OutboxNode::close);
    }

    private OutboxNode started(OutboxNode node) {
        nodes.add(node);
        node.run();
        return node;
    }

    private void pass(Duration duration) {
        for (Duration left = duration; !left.isNegative(); left = left.minusSeconds(1)) {
            time.pass(Duration.ofSeconds(1));
            nodes.forEach(OutboxNode::run);
        }
    }

    private static LogoutStep step(String token) {
        return new LogoutStep(new RevokeTokens(LogoutStep.TOKENS, List.of(token)), HOUR);
    }

    /** A node whose leases can't be used until they are renewed, while AM is down. */
    private final class Interrupted {
        final InterruptedNode engineCalls;
        final OutboxNode node;

        Interrupted(Duration patience) {
            isAmUp = false;
            TestNode connection = new TestNode(engine);
            engineCalls = new InterruptedNode(connection);
            node = started(new OutboxNode(
                    connection,
                    unused -> engineCalls.open(time::nanoTime),
                    patience,
                    time,
                    LogoutsDuringRenewalsTest.this::run,
                    random));
            node.logout(List.of(step("before")));
            time.pass(ClusterOutbox.LOOK.plusSeconds(4));
        }
    }

    private void assertIsDoneByAnother(String token) {
        isAmUp = true;
        started(new OutboxNode(engine, time, this::run, random));
        pass(TAKEN_OVER_WITHIN);
        assertThat(done).contains(token);
    }

    @Test
    void stepsAreStoredBeforeALogoutDuringARenewalReturns() throws InterruptedException {
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            assertThat(moment).isLessThan(MOMENTS);
            String token = "logout " + moment;
            Interrupted interrupted = new Interrupted(OutboxNode.PATIENCE);
            OutboxNode node = interrupted.node;
            Thread logout = new Thread(
                    () -> {
                        node.logout(List.of(step(token)));
                        node.kill();
                    },
                    "logout");
            interrupted.engineCalls.at(moment, () -> {
                logout.start();
                Await.until("the logout waits", () -> WAITING.contains(logout.getState()));
            });
            node.look();
            happens = interrupted.engineCalls.hasHappened();
            if (happens) {
                logout.join();
                assertIsDoneByAnother(token);
            }
        }
    }

    /** The thread that renews waits for the engine until the logout, on another thread, is over. */
    @Test
    void logoutWaitsOnlyBrieflyForAHangingRenewal() {
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            assertThat(moment).isLessThan(MOMENTS);
            String token = "logout " + moment;
            Interrupted held = new Interrupted(Duration.ofMillis(1));
            OutboxNode node = held.node;
            AtomicBoolean isRenewing = new AtomicBoolean(true);
            AtomicBoolean wasRenewing = new AtomicBoolean();
            held.engineCalls.at(moment, () -> {
                node.logout(List.of(step(token)));
                wasRenewing.set(isRenewing.get());
            });
            node.look();
            isRenewing.set(false);
            happens = held.engineCalls.hasHappened();
            assertThat(wasRenewing.get()).isEqualTo(happens);
            if (happens) {
                // at the next look at the latest
                time.pass(ClusterOutbox.LOOK.plusSeconds(2));
                node.look();
                node.kill();
                assertIsDoneByAnother(token);
            }
        }
    }
}
