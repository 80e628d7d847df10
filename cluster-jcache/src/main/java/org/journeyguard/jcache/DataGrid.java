package org.journeyguard.jcache;

import com.hazelcast.core.HazelcastInstance;
import java.util.function.Supplier;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.jspecify.annotations.Nullable;

/** Payara's data grid. An administrator may restart it; then, there is another instance. */
record DataGrid(String space, Supplier<@Nullable Object> instance) implements Engine {

    @Override
    public ClusterStore open(ClusterStoreListener listener, Runnable stopped) {
        if (instance.get() instanceof HazelcastInstance hazelcast) {
            return HazelcastStore.open(hazelcast, space, listener, stopped);
        }
        throw new IllegalStateException(
                "Payara's data grid is not running, or the application packs another Hazelcast");
    }

    @Override
    public void close() {}
}
