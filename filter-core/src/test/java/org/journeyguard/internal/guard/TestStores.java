package org.journeyguard.internal.guard;

import java.util.function.LongSupplier;
import org.journeyguard.internal.store.SessionStores;

/** The stores that a guard has. */
public final class TestStores {
    private TestStores() {}

    /** As configured. */
    public static SessionStores of(GuardSettings config, LongSupplier nanoTime) {
        return Foundation.stores(config, nanoTime);
    }
}
