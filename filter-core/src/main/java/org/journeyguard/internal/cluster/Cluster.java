package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.JourneyStatus;

/** The connection of one application or tenant to the engine that its nodes share. */
public final class Cluster implements AutoCloseable {
    private final ClusterSecrets secrets;
    private final EntryNames names;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final ClusterCalls calls;
    private final Listeners listeners = new Listeners();
    private final ClusterStore store;
    private final SharedEntries announced;
    private final SharedEntries quiet;

    private Cluster(
            ClusterSettings settings, ClusterStoreProvider provider, Observers observers, LongSupplier nanoTime) {
        this.secrets = settings.secrets();
        this.names = new EntryNames(secrets);
        this.timeout = settings.timeout();
        this.breaker = new CircuitBreaker(nanoTime);
        this.calls = new ClusterCalls(timeout, breaker, observers, nanoTime);
        EntrySeal seal = new EntrySeal(secrets);
        this.store = provider.open(settings.forEngine(), listeners);
        this.announced = new SharedEntries(store.announced(), seal, calls);
        this.quiet = new SharedEntries(store.quiet(), seal, calls);
    }

    /**
     * Opens the connection; empty if the application has one node. An engine that can't be reached is no failure.
     *
     * @param observers of calls to the engine
     * @param nanoTime monotonic time
     * @throws IllegalArgumentException if the engine's own settings are not valid
     */
    public static Optional<Cluster> open(ClusterSettings settings, Observers observers, LongSupplier nanoTime) {
        return settings.engine().map(engine -> new Cluster(settings, engine, observers, nanoTime));
    }

    /** Tells listeners of changes on the engine's threads. */
    private static final class Listeners implements ClusterStoreListener {
        final List<Consumer<String>> changed = new CopyOnWriteArrayList<>();
        final List<Runnable> resumed = new CopyOnWriteArrayList<>();

        @Override
        public void changed(String name) {
            changed.forEach(each -> each.accept(name));
        }

        @Override
        public void resumed() {
            resumed.forEach(Runnable::run);
        }
    }

    /** Returns the entries whose changes are reported to all nodes. */
    public SharedEntries announced() {
        return announced;
    }

    /** Returns the entries whose changes are not reported. */
    public SharedEntries quiet() {
        return quiet;
    }

    /** Returns how long a call to the engine takes at most. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the names of entries. */
    public EntryNames names() {
        return names;
    }

    /** Returns the keys for encryption outside of the engine. */
    public ClusterSecrets secrets() {
        return secrets;
    }

    /** Adds a listener for the name of each announced entry that changes; called on the engine's threads, and must not block. */
    public void onChange(Consumer<String> listener) {
        listeners.changed.add(listener);
    }

    /**
     * Adds a listener for the moments after which changes may have been missed or entries lost, the first connection included; must not
     * block.
     */
    public void onResumed(Runnable listener) {
        listeners.resumed.add(listener);
    }

    /** Tells the listeners that the engine has lost its entries. */
    void resume() {
        listeners.resumed();
    }

    /** Returns the state of the engine, as calls show it. */
    public JourneyStatus.Server state() {
        return breaker.status();
    }

    @Override
    public void close() {
        calls.close();
        store.close();
    }
}
