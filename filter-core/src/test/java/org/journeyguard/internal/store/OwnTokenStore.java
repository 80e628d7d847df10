package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/** A store as an application provides it for its nodes, which are in one process here. */
public final class OwnTokenStore implements TokenStore {
    private final Cache<String, Entry> entries;
    private final ConcurrentMap<String, Lease> leases = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    private record Entry(TokenSet set, Duration lasts) {}

    private record Lease(String owner, long until) {}

    /**
     * @param nanoTime monotonic time
     */
    public OwnTokenStore(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.entries = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<String, Entry>writing((key, entry) -> entry.lasts))
                .build();
    }

    @Override
    public Optional<TokenSet> get(String key) {
        return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::set);
    }

    @Override
    public boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts) {
        Entry entry = new Entry(next, lasts);
        if (present == null) {
            return entries.asMap().putIfAbsent(key, entry) == null;
        }
        Entry there = entries.getIfPresent(key);
        while (there != null && there.set.equals(present)) {
            if (entries.asMap().replace(key, there, entry)) {
                return true;
            }
            there = entries.getIfPresent(key);
        }
        return false;
    }

    @Override
    public Optional<TokenSet> remove(String key) {
        Entry removed = entries.asMap().remove(key);
        if (removed != null) {
            listeners.forEach(listener -> listener.accept(key));
        }
        return Optional.ofNullable(removed).map(Entry::set);
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

    @Override
    public void close() {
        entries.invalidateAll();
        leases.clear();
    }
}
