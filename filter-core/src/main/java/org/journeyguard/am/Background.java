package org.journeyguard.am;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What nobody waits for: calls to AM that keep sessions and tokens fresh. A few threads that come and go, and a bounded queue. */
public final class Background implements Executor, AutoCloseable {
    /** When a call that AM has left unanswered is tried again, if it is still wanted then. */
    public static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(Background.class.getName());
    private static final int THREADS = 4;
    private static final int QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final UnaryOperator<Runnable> handedOver;

    /** Threads find classes as the calling one does. */
    public Background() {
        this(UnaryOperator.identity());
    }

    /**
     * As above.
     *
     * @param handedOver takes along what a thread that hands a call over knows
     */
    public Background(UnaryOperator<Runnable> handedOver) {
        this.handedOver = handedOver;
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "journeyguard-background");
                    thread.setDaemon(true);
                    thread.setContextClassLoader(application);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does it soon, unless too much waits already or all is over.
     *
     * @return whether it will be done
     */
    public boolean soon(Runnable call) {
        Runnable taken = handedOver.apply(call);
        try {
            threads.execute(() -> {
                try {
                    taken.run();
                } catch (RuntimeException e) {
                    if (!threads.isShutdown()) {
                        LOG.log(System.Logger.Level.WARNING, "A call in the background failed", e);
                    }
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * As {@link #soon}.
     *
     * @throws RejectedExecutionException when it will not be done
     */
    @Override
    public void execute(Runnable call) {
        if (!soon(call)) {
            throw new RejectedExecutionException("too much to do, or at an end");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
