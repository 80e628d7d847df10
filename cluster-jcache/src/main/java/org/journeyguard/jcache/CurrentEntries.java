package org.journeyguard.jcache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.journeyguard.spi.ClusterEntries;

/** Entries of the engine that is connected now. */
record CurrentEntries(Supplier<ClusterEntries> current) implements ClusterEntries {

    @Override
    public Optional<byte[]> get(String name) {
        return current.get().get(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
        return current.get().putIfAbsent(name, value, lasts);
    }

    @Override
    public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
        return current.get().replace(name, present, next, lasts);
    }

    @Override
    public boolean remove(String name, byte[] present) {
        return current.get().remove(name, present);
    }
}
