package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bounded cache for each request. A cache notes every read, to evict what is used least, and in a large cache that costs several
 * times the lookup itself. A random sixteenth of the reads tells it as much. Not for caches that expire after access.
 */
public final class SampledReads<K, V> {
    private static final int ONE_OF = 16;

    private final Cache<K, V> cache;
    private final Policy<K, V> policy;

    public SampledReads(Cache<K, V> cache) {
        if (cache.policy().expireAfterAccess().isPresent()) {
            throw new IllegalArgumentException("each read of this cache counts");
        }
        this.cache = cache;
        this.policy = cache.policy();
    }

    /** Returns what the cache has under a key; null if there is nothing. */
    public @Nullable V get(K key) {
        boolean isNoted = (ThreadLocalRandom.current().nextInt() & (ONE_OF - 1)) == 0;
        return isNoted ? cache.getIfPresent(key) : policy.getIfPresentQuietly(key);
    }
}
