package org.journeyguard.am;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which notifications are dealt with, one after the other. */
final class NotificationThread implements NotificationSocket.Later {
    private final ScheduledThreadPoolExecutor thread;

    /** It finds classes as the calling one does. */
    NotificationThread() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "journeyguard-notifications");
            worker.setDaemon(true);
            worker.setContextClassLoader(application);
            return worker;
        });
    }

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
}
