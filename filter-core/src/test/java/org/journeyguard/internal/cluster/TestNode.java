package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode;
import org.jspecify.annotations.Nullable;

/** One of several nodes that share an engine in memory. */
public final class TestNode implements ClusterStoreProvider {
    /** A secret that is long enough. */
    public static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** By the real clock, because the engine blocks. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MemoryEngine engine;
    private final Duration timeout;
    private final List<String> secrets;
    private @Nullable MemoryNode connection;
    private boolean isUnreachable;

    /** A node with the usual secret. */
    public TestNode(MemoryEngine engine) {
        this(engine, TIMEOUT, List.of(SECRET));
    }

    /**
     * @param timeout by the real clock
     */
    public TestNode(MemoryEngine engine, Duration timeout, List<String> secrets) {
        this.engine = engine;
        this.timeout = timeout;
        this.secrets = List.copyOf(secrets);
    }

    /** Begins without a connection. */
    public TestNode unreachable() {
        isUnreachable = true;
        return this;
    }

    /** Connects it. */
    public Cluster open(LongSupplier nanoTime) {
        return open(Observers.NONE, nanoTime);
    }

    /** Connects it. */
    public Cluster open(Observers observers, LongSupplier nanoTime) {
        return Cluster.open(settings(), observers, nanoTime).orElseThrow();
    }

    private ClusterSettings settings() {
        String space = "test";
        return new ClusterSettings(
                Optional.of(this),
                new ClusterSecrets(secrets, space),
                timeout,
                new ClusterStoreSettings(space, timeout, Map.of()));
    }

    /** Its connection, to count calls and to switch on faults. */
    public MemoryNode connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        connection = engine.open(settings, listener);
        if (isUnreachable) {
            connection.cutOff();
        }
        return connection;
    }
}
