package org.journeyguard.internal.guard;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.store.SessionStores;

/** The stores that a guard has. */
public final class TestStores {
    private TestStores() {}

    /**
     * As configured.
     *
     * @param later takes what is to be tried again
     */
    public static SessionStores of(
            GuardSettings config, Optional<Cluster> cluster, Consumer<Runnable> later, LongSupplier nanoTime) {
        return Foundation.stores(config, cluster, later, nanoTime);
    }
}
