package org.journeyguard.internal.logout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class StepRunnerTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();

    @Test
    void theLimitOfALogoutIsTimedByTheInjectedTime() {
        CountDownLatch never = new CountDownLatch(1);
        LogoutStep slow = step("slow");
        LogoutStep hanging = step("hanging");
        TaskExecutor executor = (task, deadline) -> {
            if (task == slow.task()) {
                time.pass(LIMIT);
            } else {
                await(never);
            }
            return StepResult.DONE;
        };
        LogoutRetryQueue retries =
                new LogoutRetryQueue(executor, DelayedTasks.onThread("retries"), LIMIT, time::nanoTime);
        try (StepRunner runner =
                new StepRunner(executor, retries, Outbox.NONE, LIMIT, time::nanoTime, UnaryOperator.identity())) {
            List<Step> steps =
                    assertTimeoutPreemptively(LIMIT.dividedBy(4), () -> runner.attempt(List.of(slow, hanging)));
            assertThat(steps).contains(new Step("hanging", Result.FAILED, "no answer in time"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LogoutStep step(String name) {
        return LogoutStep.known(name, StepResult.DONE);
    }
}
