package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Runs tasks that no request waits for, such as renewals, on a few threads with a bounded queue. */
public final class BackgroundTasks implements Executor, AutoCloseable {
    /** How long after a failed task it is retried, if it is still needed then. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(BackgroundTasks.class.getName());
    private static final int THREADS = 4;
    private static final int QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final UnaryOperator<Runnable> context;

    /** Runs tasks on threads with the class loader of the calling one. */
    public BackgroundTasks() {
        this(UnaryOperator.identity());
    }

    /**
     * Runs tasks on threads with the class loader of the calling one.
     *
     * @param context gives a task the context of the thread that submits it
     */
    public BackgroundTasks(UnaryOperator<Runnable> context) {
        this.context = context;
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
     * Runs a task as soon as a thread is free.
     *
     * @return false if it will not run, because the queue is full or the application is stopping
     */
    public boolean submit(Runnable task) {
        Runnable withContext = context.apply(task);
        try {
            threads.execute(() -> {
                try {
                    withContext.run();
                } catch (RuntimeException e) {
                    if (!threads.isShutdown()) {
                        LOG.log(System.Logger.Level.WARNING, "A background task failed", e);
                    }
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * Runs a task like {@link #submit}.
     *
     * @throws RejectedExecutionException if it will not run
     */
    @Override
    public void execute(Runnable task) {
        if (!submit(task)) {
            throw new RejectedExecutionException("the queue is full, or the application is stopping");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
