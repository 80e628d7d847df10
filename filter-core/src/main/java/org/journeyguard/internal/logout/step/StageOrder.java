package org.journeyguard.internal.logout.step;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.journeyguard.internal.logout.step.LogoutStep.Stage;
import org.journeyguard.internal.resilience.Deadline;

/** Ensures that the steps of a logout run stage by stage. */
final class StageOrder {
    /** For each stage, the steps that have not been tried yet. */
    private final Map<Stage, CountDownLatch> untried = new EnumMap<>(Stage.class);

    StageOrder(List<LogoutStep> all) {
        for (Stage stage : Stage.values()) {
            int steps = (int)
                    all.stream().filter(each -> each.task().stage() == stage).count();
            untried.put(stage, new CountDownLatch(steps));
        }
    }

    /** Waits for the task's turn, then runs it. */
    StepResult take(LogoutTask task, TaskExecutor executor, Deadline deadline) {
        try {
            awaitStagesBefore(task.stage(), deadline);
            return executor.run(task, deadline);
        } finally {
            tried(task);
        }
    }

    /** Records that the task has been tried, or cannot be. */
    void tried(LogoutTask task) {
        latch(task.stage()).countDown();
    }

    /** Waits at most half of the remaining time for each stage, so that one that hangs leaves time for later ones. */
    private void awaitStagesBefore(Stage stage, Deadline deadline) {
        try {
            for (Stage before : stage.follows()) {
                boolean unused = latch(before).await(deadline.left().toNanos() / 2, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CountDownLatch latch(Stage stage) {
        return untried.getOrDefault(stage, new CountDownLatch(0));
    }
}
