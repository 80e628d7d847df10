package org.journeyguard.internal.index;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.fixtures.ForwardingStore;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.ClusterSecrets;
import org.journeyguard.internal.cluster.ClusterSettings;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;
import org.jspecify.annotations.Nullable;

/** A node of a cluster in memory. Something can be made to happen before one of its calls to the engine. */
public final class InterruptedNode implements ClusterStoreProvider {
    private static final String SPACE = "test";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final TestNode node;
    private int moment;
    private boolean isFirst;
    private @Nullable Runnable event;

    /** Wraps a node. */
    public InterruptedNode(TestNode node) {
        this.node = node;
    }

    /** Connects it. */
    public Cluster open(LongSupplier nanoTime) {
        return Cluster.open(
                        new ClusterSettings(
                                Optional.of(this),
                                new ClusterSecrets(List.of(TestNode.SECRET), SPACE),
                                TIMEOUT,
                                new ClusterStoreSettings(SPACE, TIMEOUT, Map.of())),
                        Observers.NONE,
                        nanoTime)
                .orElseThrow();
    }

    /** Lets something happen before a call of this node, counted from zero; no call of it counts. */
    public synchronized void at(int number, Runnable what) {
        moment = number;
        isFirst = number == 0;
        event = what;
    }

    /**
     * Whether it has happened; if not, it does not any more.
     *
     * @throws IllegalStateException if there was no call at all, so that a test of all moments would test nothing
     */
    public synchronized boolean hasHappened() {
        boolean hasHappened = event == null;
        if (isFirst && !hasHappened) {
            throw new IllegalStateException("there was no call before which it could have happened");
        }
        event = null;
        return hasHappened;
    }

    private void pass() {
        Runnable due = null;
        synchronized (this) {
            if (event != null && moment-- == 0) {
                due = event;
                event = null;
            }
        }
        if (due != null) {
            due.run();
        }
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        ClusterStore store = node.open(settings, listener);
        ClusterEntries quiet = new Watched(store.quiet());
        return new ForwardingStore(store) {
            @Override
            public ClusterEntries quiet() {
                return quiet;
            }
        };
    }

    private final class Watched implements ClusterEntries {
        private final ClusterEntries entries;

        Watched(ClusterEntries entries) {
            this.entries = entries;
        }

        @Override
        public Optional<byte[]> get(String name) {
            pass();
            return entries.get(name);
        }

        @Override
        public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
            pass();
            return entries.putIfAbsent(name, value, lasts);
        }

        @Override
        public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
            pass();
            return entries.replace(name, present, next, lasts);
        }

        @Override
        public boolean remove(String name, byte[] present) {
            pass();
            return entries.remove(name, present);
        }
    }
}
