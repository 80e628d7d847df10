package org.journeyguard.internal.web;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.observe.Observers;

/** Closes open connections on its own threads, after notifying the observers. */
final class ConnectionCloser implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConnectionCloser.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** Many may have to be closed at once, and a slow client blocks its thread. */
    private static final int THREADS = 8;

    private final Observers observers;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final AtomicBoolean isStarted = new AtomicBoolean();
    /** Slow clients never hold it up. */
    private final ScheduledThreadPoolExecutor checks;

    private final ExecutorService threads;

    ConnectionCloser(Observers observers) {
        this.observers = observers;
        this.checks = new ScheduledThreadPoolExecutor(1, this::thread);
        this.threads = Executors.newFixedThreadPool(THREADS, this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "journeyguard-connections");
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }

    /** Runs the check four times a second from the first call on. */
    void start(Runnable check) {
        if (isStarted.compareAndSet(false, true)) {
            var unused = checks.scheduleWithFixedDelay(
                    () -> run(check), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Notifies the observers, then closes.
     *
     * @param user name of the user that it was open for
     */
    void close(OpenConnection connection, String user) {
        later(() -> {
            Supplier<RequestInfo> before = CurrentRequest.enter(connection::requestInfo);
            try {
                observers.connectionEnds(user, connection.kind());
            } finally {
                try {
                    connection.end();
                } finally {
                    CurrentRequest.leave(before);
                }
            }
        });
    }

    /** Closes without notifying the observers. */
    void closeSilently(OpenConnection connection) {
        later(connection::end);
    }

    /** Notifies the observers that a connection ends, on the caller's thread. */
    void tell(OpenConnection connection, String user) {
        Supplier<RequestInfo> before = CurrentRequest.enter(connection::requestInfo);
        try {
            observers.connectionEnds(user, connection.kind());
        } finally {
            CurrentRequest.leave(before);
        }
    }

    private void later(Runnable task) {
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The application ends", e);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "Open responses or WebSockets could not be checked or closed", e);
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        threads.shutdownNow();
    }
}
