package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.DelayedTasks;

/**
 * Retries failed remote logout steps with growing pauses, until they succeed or what they end has expired anyway. Steps that still wait
 * when the application stops are lost; their sessions then expire.
 */
public final class LogoutRetryQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogoutRetryQueue.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final TaskExecutor executor;
    private final DelayedTasks later;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param executor runs the tasks of steps
     * @param later runs the attempts
     * @param limit deadline of each attempt
     * @param nanoTime monotonic time
     */
    public LogoutRetryQueue(TaskExecutor executor, DelayedTasks later, Duration limit, LongSupplier nanoTime) {
        this.executor = executor;
        this.later = later;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Schedules a retry, unless it makes no sense, the queue is full or the application is stopping.
     *
     * @return whether it is scheduled
     */
    boolean later(LogoutStep step) {
        if (step.worthRetryingFor().isZero()) {
            return false;
        }
        if (waiting.incrementAndGet() > MOST || !isPlanned(step, FIRST_PAUSE, nanoTime.getAsLong())) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    private boolean isPlanned(LogoutStep step, Duration pause, long since) {
        if (nanoTime.getAsLong() + pause.toNanos() - since
                >= step.worthRetryingFor().toNanos()) {
            return false;
        }
        return later.in(pause, () -> tryAgain(step, pause, since));
    }

    private void tryAgain(LogoutStep step, Duration pause, long since) {
        boolean isOver = true;
        try {
            StepResult outcome = executor.run(step.task(), Deadline.in(limit, nanoTime));
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            isOver = !(outcome instanceof StepResult.Failed failed
                    && failed.isWorthAnother()
                    && isPlanned(step, next, since));
            LOG.log(
                    System.Logger.Level.INFO,
                    "A step of a logout was tried again: {0}, {1}",
                    step.name(),
                    outcome instanceof StepResult.Failed failed ? failed.why() : "ended");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A step of a logout broke", e);
        } finally {
            if (isOver) {
                waiting.decrementAndGet();
            }
        }
    }

    /** Returns the number of steps waiting for a retry. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        later.close();
    }
}
