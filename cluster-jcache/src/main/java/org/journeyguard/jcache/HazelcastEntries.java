package org.journeyguard.jcache;

import com.hazelcast.cache.ICache;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.journeyguard.spi.ClusterEntries;

/** Entries of a Hazelcast cache, whose values are stored and compared in their serialized form. */
record HazelcastEntries(ICache<String, byte[]> cache) implements ClusterEntries {

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(cache.get(name));
    }

    @Override
    public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
        return cache.putIfAbsent(name, value, expiry(lasts));
    }

    @Override
    public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
        return cache.replace(name, present, next, expiry(lasts));
    }

    @Override
    public boolean remove(String name, byte[] present) {
        return cache.remove(name, present);
    }

    private static ExpiryPolicy expiry(Duration lasts) {
        return new ModifiedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, lasts.toMillis()));
    }
}
