package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.resilience.Deadline;

/**
 * Runs the steps of a logout: stage by stage, those of a stage in parallel, all under one deadline. A step that fails or hangs does not
 * prevent others from running.
 */
public final class StepRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StepRunner.class.getName());
    /** Steps beyond this limit are not waited for, but retried in the background. */
    private static final int THREADS = 128;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final TaskExecutor executor;
    private final LogoutRetryQueue retries;
    private final Outbox outbox;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final UnaryOperator<Runnable> handedOver;

    /**
     * @param executor runs the tasks of steps
     * @param retries of unconfirmed steps
     * @param outbox keeps steps until they are over
     * @param limit how long a logout waits
     * @param nanoTime monotonic time
     * @param handedOver passes the calling thread's context to the step's thread
     */
    public StepRunner(
            TaskExecutor executor,
            LogoutRetryQueue retries,
            Outbox outbox,
            Duration limit,
            LongSupplier nanoTime,
            UnaryOperator<Runnable> handedOver) {
        this.executor = executor;
        this.handedOver = handedOver;
        this.retries = retries;
        this.outbox = outbox;
        this.limit = limit;
        this.nanoTime = nanoTime;
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        this.threads =
                new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "journeyguard-logout");
                    thread.setDaemon(true);
                    thread.setContextClassLoader(application);
                    return thread;
                });
    }

    private record Attempt(LogoutStep step, Future<StepResult> outcome) {}

    /** Runs all steps and returns their results in the same order. */
    public List<Step> attempt(List<LogoutStep> all) {
        // calls time out a little earlier than their waiters, and give the reason
        Deadline deadline = Deadline.in(limit.multipliedBy(9).dividedBy(10), nanoTime);
        Deadline whole = Deadline.in(limit, nanoTime);
        Outbox.Entry entry = outbox.add(all);
        StageOrder turns = new StageOrder(all);
        List<Attempt> attempts = new ArrayList<>();
        for (LogoutStep step : all) {
            attempts.add(new Attempt(step, begin(step, turns, deadline)));
        }
        List<Step> steps = new ArrayList<>();
        for (Attempt each : attempts) {
            steps.add(step(each.step, outcome(each.outcome, whole.left()), entry));
        }
        entry.store();
        return steps;
    }

    private Future<StepResult> begin(LogoutStep step, StageOrder turns, Deadline deadline) {
        FutureTask<StepResult> task = new FutureTask<>(() -> turns.take(step.task(), executor, deadline));
        try {
            threads.execute(handedOver.apply(task));
        } catch (RejectedExecutionException e) {
            turns.tried(step.task());
            return CompletableFuture.completedFuture(new StepResult.Failed("too many logouts at once", true));
        }
        return task;
    }

    private static StepResult outcome(Future<StepResult> outcome, Duration left) {
        try {
            return outcome.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new StepResult.Failed("no answer in time", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StepResult.Failed("interrupted", true);
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "A step of a logout broke", e.getCause());
            return new StepResult.Failed(
                    e.getCause() == null ? "broken" : e.getCause().getClass().getSimpleName(), false);
        }
    }

    private Step step(LogoutStep step, StepResult outcome, Outbox.Entry entry) {
        if (!(outcome instanceof StepResult.Failed failed && failed.isWorthAnother())) {
            entry.remove(step);
        }
        if (!(outcome instanceof StepResult.Failed failed)) {
            return new Step(step.name(), outcome instanceof StepResult.Done ? Result.DONE : Result.NOT_NEEDED, "");
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "A step of a logout was not confirmed: {0}, {1}",
                step.name(),
                failed.why());
        boolean willRetry = failed.isWorthAnother() && retries.later(entry.left(step, failed), entry);
        return new Step(step.name(), willRetry ? Result.WILL_RETRY : Result.FAILED, failed.why());
    }

    /** Returns the number of steps waiting for a retry. */
    public int waiting() {
        return retries.waiting();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        retries.close();
        outbox.close();
    }
}
