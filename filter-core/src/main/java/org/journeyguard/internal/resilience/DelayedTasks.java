package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a delay, one after the other. */
public interface DelayedTasks extends AutoCloseable {

    /**
     * Runs a task after a delay.
     *
     * @return false if it will not run, because this is closed
     */
    boolean in(Duration pause, Runnable task);

    /** Drops waiting tasks. */
    @Override
    void close();

    /**
     * Creates an instance with its own thread, which has the calling thread's class loader.
     *
     * @param name of the thread
     */
    static DelayedTasks onThread(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, name);
            worker.setDaemon(true);
            worker.setContextClassLoader(application);
            return worker;
        });
        thread.setKeepAliveTime(1, TimeUnit.MINUTES);
        thread.allowCoreThreadTimeOut(true);
        return new DelayedTasks() {
            @Override
            public boolean in(Duration pause, Runnable task) {
                try {
                    Future<?> unused = thread.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (RejectedExecutionException e) {
                    return false;
                }
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }
}
