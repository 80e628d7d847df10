package org.journeyguard.jcache;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private record Connection(ClusterStore store, CountDownLatch stopped) {}

    private final Engine engine;
    private final ClusterStoreListener listener;
    private final Duration retryAfter;
    private final ClusterEntries announced = new CurrentEntries(() -> current().announced());
    private final ClusterEntries quiet = new CurrentEntries(() -> current().quiet());
    private final CompletableFuture<Optional<MisconfiguredEngine>> firstAttempt = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "journeyguard-jcache");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private String reported = "";

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
     * @throws MisconfiguredEngine if the engine can never be used as it is configured
     */
    static ReconnectingStore open(
            Engine engine, ClusterStoreListener listener, Duration firstWait, Duration retryAfter) {
        ReconnectingStore store = new ReconnectingStore(engine, listener, retryAfter);
        store.thread.start();
        Optional<MisconfiguredEngine> fault = store.firstAttempt
                .completeOnTimeout(Optional.empty(), firstWait.toMillis(), MILLISECONDS)
                .join();
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
        if (isClosed() || present == null || present.stopped().getCount() == 0) {
            throw new IllegalStateException(
                    isClosed() ? "the store is closed" : "the JCache provider is not available");
        }
        return present.store();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosed()) {
                connect();
            }
        } catch (InterruptedException e) {
            // closed
        }
        Thread.interrupted();
        Connection last = connection;
        try {
            if (last != null) {
                last.store().close();
            }
        } finally {
            engine.close();
        }
    }

    /** Returns when the engine has been stopped, or when it is time to try again. */
    private void connect() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            connection = new Connection(engine.open(listener, stopped::countDown), stopped);
        } catch (RuntimeException | LinkageError e) {
            report(e);
            closed.await(retryAfter.toMillis(), MILLISECONDS);
            return;
        }
        reported = "";
        firstAttempt.complete(Optional.empty());
        listener.resumed();
        if (!isClosed()) {
            stopped.await();
        }
    }

    private void report(Throwable thrown) {
        Optional<MisconfiguredEngine> fault =
                thrown instanceof MisconfiguredEngine misconfigured ? Optional.of(misconfigured) : Optional.empty();
        if (firstAttempt.complete(fault) && fault.isPresent()) {
            return;
        }
        // other messages may hold addresses and passwords
        String reason = fault.map(Throwable::getMessage)
                .orElseGet(() -> Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .map(each -> each.getClass().getName())
                        .collect(Collectors.joining(", caused by ")));
        if (!reported.equals(reason)) {
            reported = reason;
            LOG.log(System.Logger.Level.WARNING, "The JCache provider is not available; trying again: {0}", reason);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
