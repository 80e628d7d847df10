package org.journeyguard.session;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells AM in the background that sessions are in use: a few threads that come and go, and a bounded queue. */
final class KeepAlive implements AutoCloseable {
    /** When a touch that AM has left unanswered is tried again, if the session is still in use then. */
    static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(KeepAlive.class.getName());
    private static final int THREADS = 4;
    private static final int QUEUE = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    KeepAlive() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "journeyguard-keep-alive");
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
    boolean soon(Runnable touch) {
        try {
            threads.execute(() -> {
                try {
                    touch.run();
                } catch (RuntimeException e) {
                    if (!threads.isShutdown()) {
                        LOG.log(System.Logger.Level.WARNING, "A session could not be kept alive", e);
                    }
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
