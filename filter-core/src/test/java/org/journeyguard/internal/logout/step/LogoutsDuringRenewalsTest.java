package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.index.InterruptedNode;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A logout waits for no call of another thread to the engine, and its steps are stored nevertheless. */
class LogoutsDuringRenewalsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(32);
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

    /** The thread that renews waits for the engine until the logout, on another thread, is over. */
    @Test
    void aLogoutWhileTheEngineKeepsARenewalWaitingIsOverBeforeIt() {
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            assertThat(moment).isLessThan(MOMENTS);
            isAmUp = false;
            done.clear();
            String token = "logout " + moment;
            TestNode connection = new TestNode(engine);
            InterruptedNode held = new InterruptedNode(connection);
            OutboxNode node =
                    started(new OutboxNode(connection, unused -> held.open(time::nanoTime), time, this::run, random));
            node.logout(List.of(step("before " + moment)));
            time.pass(ClusterOutbox.LOOK.plusSeconds(2));
            AtomicBoolean isRenewing = new AtomicBoolean(true);
            AtomicBoolean wasRenewing = new AtomicBoolean();
            held.at(moment, () -> {
                node.logout(List.of(step(token)));
                wasRenewing.set(isRenewing.get());
            });
            node.look();
            isRenewing.set(false);
            happens = held.hasHappened();
            assertThat(wasRenewing.get()).isEqualTo(happens);

            // nothing is left to the node's memory
            node.kill();
            isAmUp = true;
            started(new OutboxNode(engine, time, this::run, random));
            pass(TAKEN_OVER_WITHIN);
            assertThat(done.contains(token)).as("moment " + moment).isEqualTo(happens);
        }
    }
}
