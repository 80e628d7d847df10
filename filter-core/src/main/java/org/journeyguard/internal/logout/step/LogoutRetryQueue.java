package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.journeyguard.internal.logout.step.Outbox.Permission;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.DelayedTasks;

/**
 * Retries failed remote logout steps with growing pauses, until they succeed or what they end has expired anyway. The {@link Outbox} has the
 * steps that still wait when the application stops.
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

    /** A step that waits. */
    private final class Retry {
        private final Outbox.Entry entry;
        private final long since = nanoTime.getAsLong();
        private LogoutStep step;
        private Duration pause = Duration.ZERO;

        Retry(LogoutStep step, Outbox.Entry entry) {
            this.step = step;
            this.entry = entry;
        }

        /** Plans the next attempt; false if there is none, because it is not worth it or the application is stopping. */
        boolean isPlanned(Duration next) {
            pause = next;
            return isWorthIt() && later.in(pause, this::run);
        }

        private boolean isWorthIt() {
            boolean isWorthIt = nanoTime.getAsLong() + pause.toNanos() - since
                    < step.worthRetryingFor().toNanos();
            if (!isWorthIt) {
                entry.remove(step);
            }
            return isWorthIt;
        }

        private void run() {
            boolean isPlanned = false;
            try {
                Permission permission = entry.permission(step);
                isPlanned = (permission == Permission.LATER && isPlanned(longer()))
                        || (permission == Permission.GRANTED && !isOver() && isPlanned(longer()));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "A step of a logout broke", e);
                entry.remove(step);
            } finally {
                if (!isPlanned) {
                    waiting.decrementAndGet();
                    entry.store();
                }
            }
        }

        private Duration longer() {
            Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }

        private boolean isOver() {
            StepResult result = executor.run(step.task(), Deadline.in(limit, nanoTime));
            LOG.log(
                    System.Logger.Level.INFO,
                    "A step of a logout was tried again: {0}, {1}",
                    step.name(),
                    result instanceof StepResult.Failed failed ? failed.why() : "ended");
            if (result instanceof StepResult.Failed failed && failed.isWorthAnother()) {
                step = entry.left(step, failed);
                if (failed.rest() != null) {
                    entry.store();
                }
                return false;
            }
            entry.remove(step);
            return true;
        }
    }

    /**
     * Schedules a retry, unless it makes no sense, the queue is full or the application is stopping.
     *
     * @param entry from which the step is removed when it is over
     * @return whether it is scheduled
     */
    boolean later(LogoutStep step, Outbox.Entry entry) {
        boolean hasRoom = waiting.incrementAndGet() <= MOST;
        if (!hasRoom) {
            entry.remove(step);
        }
        boolean isScheduled = hasRoom && new Retry(step, entry).isPlanned(FIRST_PAUSE);
        if (!isScheduled) {
            waiting.decrementAndGet();
        }
        return isScheduled;
    }

    /** Runs a step of another node soon, and retries it if it fails. */
    void takeOver(LogoutStep step, Outbox.Entry entry) {
        waiting.incrementAndGet();
        if (!new Retry(step, entry).isPlanned(Duration.ZERO)) {
            waiting.decrementAndGet();
        }
    }

    /** Returns how many more steps can wait. */
    int room() {
        return Math.max(0, MOST - waiting.get());
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
