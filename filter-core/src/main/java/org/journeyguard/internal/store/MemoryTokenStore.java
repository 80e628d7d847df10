package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores token sets in the memory of one node; evicts the least used where the size is bounded. Sets that are evicted or expire are handed
 * to a listener that ends them at AM, because nothing else refers to them.
 */
public final class MemoryTokenStore implements TokenStore {
    private final Cache<String, Kept> sets;
    private final ConcurrentMap<String, Lease> leases = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;
    private volatile BiConsumer<String, TokenSet> whenDropped = (key, set) -> {};

    /** Compared by identity. */
    private static final class Kept {
        final TokenSet tokens;
        final Duration lasts;

        Kept(TokenSet tokens, Duration lasts) {
            this.tokens = tokens;
            this.lasts = lasts;
        }
    }

    private record Lease(String owner, long until) {}

    /**
     * Creates a store that evicts nothing, for sessions whose number is bounded elsewhere.
     *
     * @param nanoTime monotonic time
     */
    public MemoryTokenStore(LongSupplier nanoTime) {
        this(Long.MAX_VALUE, nanoTime);
    }

    /**
     * Creates a store for sets that are obtained again when needed.
     *
     * @param size how many sets at most
     * @param nanoTime monotonic time
     */
    public MemoryTokenStore(long size, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Ticker ticker = nanoTime::getAsLong;
        this.sets = Caffeine.newBuilder()
                .maximumSize(size)
                .removalListener(this::gone)
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfter(Expiry.<String, Kept>writing((key, kept) -> kept.lasts))
                .build();
    }

    @Override
    public Optional<TokenSet> get(String key) {
        return Optional.ofNullable(sets.getIfPresent(key)).map(kept -> kept.tokens);
    }

    @Override
    public boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts) {
        Kept kept = new Kept(next, lasts);
        if (present == null) {
            return sets.asMap().putIfAbsent(key, kept) == null;
        }
        // compared by identity to exclude changes in between; an equal set may have been stored again, to last longer
        Kept there = sets.getIfPresent(key);
        while (there != null && there.tokens.equals(present)) {
            if (sets.asMap().replace(key, there, kept)) {
                return true;
            }
            there = sets.getIfPresent(key);
        }
        return false;
    }

    @Override
    public Optional<TokenSet> remove(String key) {
        Kept removed = sets.asMap().remove(key);
        if (removed != null) {
            listeners.forEach(listener -> listener.accept(key));
        }
        return Optional.ofNullable(removed).map(kept -> kept.tokens);
    }

    @Override
    public boolean lease(String key, String owner, Duration lasts) {
        long now = nanoTime.getAsLong();
        Lease wanted = new Lease(owner, now + lasts.toNanos());
        return leases.merge(key, wanted, (held, next) -> {
                    boolean isFree = held.owner.equals(owner) || now - held.until >= 0;
                    return isFree ? next : held;
                })
                .owner
                .equals(owner);
    }

    @Override
    public void release(String key, String owner) {
        leases.computeIfPresent(key, (k, held) -> held.owner.equals(owner) ? null : held);
    }

    @Override
    public void whenRemoved(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Sets the listener for each set that was evicted or has expired, with its key; it must be quick and never wait. */
    public void whenDropped(BiConsumer<String, TokenSet> listener) {
        whenDropped = listener;
    }

    private void gone(@Nullable String key, @Nullable Kept kept, RemovalCause cause) {
        if (key != null && kept != null && cause.wasEvicted()) {
            listeners.forEach(listener -> listener.accept(key));
            whenDropped.accept(key, kept.tokens);
        }
    }

    /** Returns how many sets are stored. */
    long size() {
        sets.cleanUp();
        return sets.estimatedSize();
    }

    @Override
    public void close() {
        sets.invalidateAll();
        leases.clear();
    }
}
