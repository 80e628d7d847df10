package org.journeyguard.cluster.jcache;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.jspecify.annotations.Nullable;

/**
 * Opens an engine on a thread of its own, again if that fails, and again when the engine has been stopped. Operations fail while there is
 * none.
 */
final class ReconnectingStore implements ClusterStore {
    private static final System.Logger LOG = System.getLogger(ReconnectingStore.class.getName());
    /** Enough for a member to hand its entries over. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(20);

    private record Connection(ClusterStore store, AtomicBoolean isStopped) {}

    private final Engine engine;
    private final ClusterStoreListener listener;
    private final Duration retryAfter;
    private final ClusterEntries announced = new CurrentEntries(() -> current().announced());
    private final ClusterEntries quiet = new CurrentEntries(() -> current().quiet());
    private final CompletableFuture<Optional<IllegalArgumentException>> firstAttempt = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "journeyguard-jcache");
    private volatile @Nullable Connection connection;
    private volatile boolean isClosed;
    private String failure = "";

    private ReconnectingStore(Engine engine, ClusterStoreListener listener, Duration retryAfter) {
        this.engine = engine;
        this.listener = listener;
        this.retryAfter = retryAfter;
        thread.setDaemon(true);
    }

    /**
     * Opens an engine, and waits for the first attempt, because an application that accepts requests before would refuse them.
     *
     * @param firstWait the longest wait; afterwards, attempts go on
     * @throws IllegalArgumentException if the engine can never be used as it is configured
     */
    static ReconnectingStore open(Engine engine, ClusterStoreListener listener, Duration firstWait, Duration retryAfter) {
        ReconnectingStore store = new ReconnectingStore(engine, listener, retryAfter);
        store.thread.start();
        Optional<IllegalArgumentException> fault =
                store.firstAttempt.completeOnTimeout(Optional.empty(), firstWait.toMillis(), MILLISECONDS).join();
        if (fault.isPresent()) {
            store.close();
            throw fault.get();
        }
        return store;
    }

    @Override
    public ClusterEntries announced() {
        return announced;
    }

    @Override
    public ClusterEntries quiet() {
        return quiet;
    }

    private ClusterStore current() {
        Connection present = connection;
        if (isClosed || present == null || present.isStopped().get()) {
            throw new IllegalStateException(isClosed ? "the store is closed" : "the JCache provider is not available");
        }
        return present.store();
    }

    private void run() {
        try {
            while (awaitNeed()) {
                connect();
            }
        } catch (InterruptedException e) {
            // closed
        }
        Thread.interrupted();
        Connection last = connection;
        if (last != null) {
            last.store().close();
        }
        engine.close();
    }

    /** Waits until there is no connection. Returns whether one is needed. */
    private synchronized boolean awaitNeed() throws InterruptedException {
        Connection present = connection;
        while (!isClosed && present != null && !present.isStopped().get()) {
            wait();
        }
        return !isClosed;
    }

    private void connect() throws InterruptedException {
        AtomicBoolean isStopped = new AtomicBoolean();
        try {
            connection = new Connection(engine.open(listener, () -> stop(isStopped)), isStopped);
            failure = "";
            firstAttempt.complete(Optional.empty());
            listener.resumed();
        } catch (RuntimeException | LinkageError e) {
            report(e);
            MILLISECONDS.sleep(retryAfter.toMillis());
        }
    }

    private synchronized void stop(AtomicBoolean isStopped) {
        isStopped.set(true);
        notifyAll();
    }

    private void report(Throwable thrown) {
        if (!failure.equals(thrown.toString())) {
            failure = thrown.toString();
            LOG.log(System.Logger.Level.WARNING, "The JCache provider is not available; trying again", thrown);
        }
        firstAttempt.complete(thrown instanceof IllegalArgumentException fault ? Optional.of(fault) : Optional.empty());
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
