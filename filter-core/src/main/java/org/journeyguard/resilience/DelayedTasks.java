package org.journeyguard.resilience;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things after a while, one after the other. */
public interface DelayedTasks extends AutoCloseable {

    /**
     * @return false when all is over, and it will not be done
     */
    boolean in(Duration pause, Runnable task);

    /** What waits is not done any more. */
    @Override
    void close();

    /**
     * On a thread that is there while something waits, and finds classes as the calling one does.
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
