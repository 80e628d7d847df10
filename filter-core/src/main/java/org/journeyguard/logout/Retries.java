package org.journeyguard.logout;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.journeyguard.am.Deadline;

/**
 * Tries again what a logout could not end elsewhere, with growing pauses, until it has ended or would be over by itself. What waits when
 * the application ends is lost; it is over by itself then.
 */
public final class Retries implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Retries.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Later later;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Does things after a while. */
    interface Later extends AutoCloseable {
        /**
         * @throws RejectedExecutionException when all is over
         */
        void in(Duration pause, Runnable task);

        @Override
        void close();
    }

    /**
     * @param limit deadline of each attempt
     * @param nanoTime monotonic time
     */
    public Retries(Duration limit, LongSupplier nanoTime) {
        this(new OneThread(), limit, nanoTime);
    }

    Retries(Later later, Duration limit, LongSupplier nanoTime) {
        this.later = later;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Will try, unless that makes no sense, too much waits already, or all is over.
     *
     * @return whether it will
     */
    boolean later(Ending ending) {
        if (ending.matters().isZero()) {
            return false;
        }
        if (waiting.incrementAndGet() > MOST || !isPlanned(ending, FIRST_PAUSE, nanoTime.getAsLong())) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    private boolean isPlanned(Ending ending, Duration pause, long since) {
        if (nanoTime.getAsLong() + pause.toNanos() - since >= ending.matters().toNanos()) {
            return false;
        }
        try {
            later.in(pause, () -> tryAgain(ending, pause, since));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void tryAgain(Ending ending, Duration pause, long since) {
        boolean isOver = true;
        try {
            Ended outcome = ending.attempt().apply(Deadline.in(limit, nanoTime));
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            isOver = !(outcome instanceof Ended.Failed failed
                    && failed.isWorthAnother()
                    && isPlanned(ending, next, since));
            LOG.log(
                    System.Logger.Level.INFO,
                    "A step of a logout was tried again: {0}, {1}",
                    ending.name(),
                    outcome instanceof Ended.Failed failed ? failed.why() : "ended");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A step of a logout broke", e);
        } finally {
            if (isOver) {
                waiting.decrementAndGet();
            }
        }
    }

    /** How many steps wait for another attempt. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        later.close();
    }

    /** A thread that is there while something waits. */
    private static final class OneThread implements Later {
        private final ScheduledThreadPoolExecutor thread;

        OneThread() {
            ClassLoader application = Thread.currentThread().getContextClassLoader();
            thread = new ScheduledThreadPoolExecutor(1, task -> {
                Thread worker = new Thread(task, "journeyguard-logout-retry");
                worker.setDaemon(true);
                worker.setContextClassLoader(application);
                return worker;
            });
            thread.setKeepAliveTime(1, TimeUnit.MINUTES);
            thread.allowCoreThreadTimeOut(true);
        }

        @Override
        public void in(Duration pause, Runnable task) {
            Future<?> unused = thread.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
