package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/** Stores the values of sessions in the memory of one node; evicts the least used beyond a maximum size. */
final class MemoryStore<V> implements SessionStore<V> {
    private final Cache<TokenDigest, Kept<V>> values;
    private final List<Consumer<TokenDigest>> whenRemoved = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<TokenDigest, V>> whenDropped = new CopyOnWriteArrayList<>();

    /** Compared by identity. */
    private static final class Kept<V> {
        final V value;
        final Duration lasts;

        Kept(V value, Duration lasts) {
            this.value = value;
            this.lasts = lasts;
        }
    }

    /**
     * @param size maximum number of values
     * @param nanoTime monotonic time
     */
    MemoryStore(long size, LongSupplier nanoTime) {
        this.values = Caffeine.newBuilder()
                .maximumSize(size)
                .removalListener(this::gone)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<TokenDigest, Kept<V>>writing((session, kept) -> kept.lasts))
                .build();
    }

    @Override
    public Optional<V> get(TokenDigest session) {
        return value(values.getIfPresent(session));
    }

    @Override
    public Optional<V> seenLately(TokenDigest session) {
        return get(session);
    }

    @Override
    public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
        Kept<V> kept = new Kept<>(next, lasts);
        if (present == null) {
            return values.asMap().putIfAbsent(session, kept) == null;
        }
        // compared by identity to detect changes in between; another thread may have stored an equal value for longer
        Kept<V> there = values.getIfPresent(session);
        while (there != null && there.value.equals(present)) {
            if (values.asMap().replace(session, there, kept)) {
                return true;
            }
            there = values.getIfPresent(session);
        }
        return false;
    }

    @Override
    public Optional<V> remove(TokenDigest session) {
        Kept<V> removed = values.asMap().remove(session);
        if (removed != null) {
            whenRemoved.forEach(listener -> listener.accept(session));
        }
        return value(removed);
    }

    /** Does nothing: this node ends its own values. */
    @Override
    public void forgetSeen(TokenDigest session) {}

    /** Does nothing: this store always answers. */
    @Override
    public void whenNotStored(BiConsumer<V, V> listener) {}

    @Override
    public void whenRemoved(Consumer<TokenDigest> listener) {
        whenRemoved.add(listener);
    }

    @Override
    public void whenDropped(BiConsumer<TokenDigest, V> listener) {
        whenDropped.add(listener);
    }

    private void gone(@Nullable TokenDigest session, @Nullable Kept<V> kept, RemovalCause cause) {
        if (session != null && kept != null && cause.wasEvicted()) {
            whenRemoved.forEach(listener -> listener.accept(session));
            whenDropped.forEach(listener -> listener.accept(session, kept.value));
        }
    }

    private static <V> Optional<V> value(@Nullable Kept<V> kept) {
        return kept == null ? Optional.empty() : Optional.of(kept.value);
    }

    /** Returns how many values are stored. */
    long size() {
        values.cleanUp();
        return values.estimatedSize();
    }

    /** Forgets all values. */
    void clear() {
        values.invalidateAll();
    }
}
