package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.credential.TokenDigest;

/** Accepts each value once, on whichever node it is used first. */
@FunctionalInterface
public interface FirstUse {

    /**
     * Uses a value.
     *
     * @return what takes the use back; empty if the value was used before
     * @throws Unavailable if other nodes may have used it, and the engine does not answer
     */
    Optional<Runnable> use(TokenDigest value);

    /**
     * Creates an instance for one node, or for all nodes.
     *
     * @param kind of the entries
     * @param lasts how long a value is remembered
     * @param most how many values one node remembers in its memory
     * @param nanoTime monotonic time
     */
    static FirstUse of(Optional<Cluster> cluster, Kind kind, Duration lasts, long most, LongSupplier nanoTime) {
        return cluster.map(shared -> shared(shared, kind, lasts)).orElseGet(() -> inMemory(lasts, most, nanoTime));
    }

    private static FirstUse inMemory(Duration lasts, long most, LongSupplier nanoTime) {
        Cache<TokenDigest, Boolean> used = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(lasts)
                .build();
        return value -> used.asMap().putIfAbsent(value, Boolean.TRUE) == null
                ? Optional.of(() -> used.invalidate(value))
                : Optional.empty();
    }

    private static FirstUse shared(Cluster cluster, Kind kind, Duration lasts) {
        SharedEntries entries = cluster.quiet();
        SecureRandom random = new SecureRandom();
        return value -> {
            String name = cluster.names().of(kind, value);
            byte[] use = new byte[Long.BYTES];
            random.nextBytes(use);
            try {
                return entries.putIfAbsent(name, use, lasts)
                        ? Optional.of(() -> takeBack(entries, name, use))
                        : Optional.empty();
            } catch (Unavailable e) {
                // it may be used although the engine did not answer
                takeBack(entries, name, use);
                throw e;
            }
        };
    }

    private static void takeBack(SharedEntries entries, String name, byte[] use) {
        try {
            boolean unused = entries.get(name)
                    .filter(present -> Arrays.equals(present.value(), use))
                    .filter(entries::remove)
                    .isPresent();
        } catch (Unavailable e) {
            // it expires
        }
    }
}
