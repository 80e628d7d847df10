package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.spi.ClusterCall;
import org.journeyguard.spi.ClusterCall.Outcome;

/**
 * Calls the engine: on threads of its own, so that no caller waits longer than the timeout whatever the engine does, and not at all while
 * the circuit breaker is open.
 */
final class ClusterCalls implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClusterCalls.class.getName());
    /** More calls at once wait. */
    static final int MOST_AT_ONCE = 64;

    private static final long IDLE_SECONDS = 10;

    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final Observers observers;
    private final LongSupplier nanoTime;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
    private final ExecutorService threads;

    /**
     * @param timeout how long a caller waits; positive
     * @param nanoTime monotonic time
     */
    ClusterCalls(Duration timeout, CircuitBreaker breaker, Observers observers, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.breaker = breaker;
        this.observers = observers;
        this.nanoTime = nanoTime;
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "journeyguard-cluster");
                    thread.setDaemon(true);
                    thread.setContextClassLoader(application);
                    return thread;
                });
    }

    /**
     * Runs an operation of the engine.
     *
     * @param operation its name, for observers
     * @throws Unavailable if the engine fails or does not answer in time
     */
    <T> T run(String operation, Callable<T> call) {
        if (!breaker.allows()) {
            observers.clusterCalled(new ClusterCall(operation, Outcome.NOT_PERMITTED, Duration.ZERO));
            throw new Unavailable("The cluster's engine does not answer", breaker.retryAfter());
        }
        long begun = nanoTime.getAsLong();
        try {
            T result = answer(call);
            breaker.succeeded();
            observe(operation, Outcome.SUCCESS, begun);
            return result;
        } catch (TimeoutException e) {
            throw failed(operation, Outcome.TIMEOUT, begun, "no answer in time");
        } catch (RejectedExecutionException e) {
            // says nothing about the engine
            observe(operation, Outcome.NOT_PERMITTED, begun);
            throw new Unavailable(
                    "The cluster's engine was not called (" + operation + ": " + e.getMessage() + ")", Outage.SOON);
        } catch (ExecutionException e) {
            // for the operator only
            LOG.log(System.Logger.Level.DEBUG, "The cluster''s engine failed: {0}", String.valueOf(e.getCause()));
            throw failed(operation, Outcome.FAILURE, begun, "it failed", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(operation, Outcome.FAILURE, begun, "interrupted");
        }
    }

    private <T> T answer(Callable<T> call) throws TimeoutException, ExecutionException, InterruptedException {
        long begun = nanoTime.getAsLong();
        Future<T> answer = submit(call);
        try {
            return answer.get(timeout.toNanos() - (nanoTime.getAsLong() - begun), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private <T> Future<T> submit(Callable<T> call) throws InterruptedException {
        if (!places.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new RejectedExecutionException("too many calls at once");
        }
        FutureTask<T> task = new FutureTask<>(call);
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw new RejectedExecutionException("closed", e);
        }
        return task;
    }

    private Unavailable failed(String operation, Outcome outcome, long begun, String why) {
        return failed(operation, outcome, begun, why, why);
    }

    private Unavailable failed(String operation, Outcome outcome, long begun, String why, String detail) {
        boolean wasOpen = breaker.isOpen();
        breaker.failed(begun);
        observe(operation, outcome, begun);
        if (!wasOpen && breaker.isOpen()) {
            LOG.log(System.Logger.Level.WARNING, "The cluster''s engine does not answer ({0}: {1})", operation, detail);
        }
        return new Unavailable(
                "The cluster's engine does not answer (" + operation + ": " + why + ")", breaker.retryAfter());
    }

    private void observe(String operation, Outcome outcome, long begun) {
        observers.clusterCalled(new ClusterCall(operation, outcome, Duration.ofNanos(nanoTime.getAsLong() - begun)));
    }

    /** Returns how many calls wait for others to end. */
    int waiting() {
        return places.getQueueLength();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
