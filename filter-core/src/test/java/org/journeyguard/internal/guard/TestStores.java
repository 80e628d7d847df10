package org.journeyguard.internal.guard;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.test.ManualTime;

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

    /** The index of them. */
    public static SessionIndex index(
            GuardSettings config,
            Optional<Cluster> cluster,
            Function<String, Claims> idTokens,
            LogoutRecords logouts,
            BackgroundTasks background,
            ManualTime time) {
        return Foundation.index(config, cluster, idTokens, logouts, background, time, time::nanoTime);
    }
}
