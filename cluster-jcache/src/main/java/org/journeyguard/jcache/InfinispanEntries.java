package org.journeyguard.jcache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.journeyguard.spi.ClusterEntries;

/** Entries of an Infinispan cache, which compares arrays by their elements. */
record InfinispanEntries(Cache<String, byte[]> cache) implements ClusterEntries {

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(cache.get(name));
    }

    @Override
    public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
        return cache.putIfAbsent(name, value, lasts.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
        return cache.replace(name, present, next, lasts.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean remove(String name, byte[] present) {
        return cache.remove(name, present);
    }
}
