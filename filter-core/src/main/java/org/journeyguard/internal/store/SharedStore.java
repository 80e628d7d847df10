package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Codec;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/** Stores the values of sessions in entries that all nodes share. */
final class SharedStore<V> implements SessionStore<V> {
    private final SharedEntries entries;
    private final Function<TokenDigest, String> names;
    private final Codec<V> codec;
    private final Cache<TokenDigest, V> seen;
    private final LateWrites late;
    private final BiPredicate<V, V> isNew;
    private final List<Consumer<TokenDigest>> whenRemoved = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<TokenDigest, V>> whenDropped = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<V, V>> whenNotStored = new CopyOnWriteArrayList<>();

    /**
     * @param names of the entries
     * @param seen values that this node has seen, for as long as they may be used without the engine
     * @param late repeats failed writes
     * @param isNew whether a value has something that the one which it replaces has not, and that must not be lost
     */
    SharedStore(
            SharedEntries entries,
            Function<TokenDigest, String> names,
            Codec<V> codec,
            Cache<TokenDigest, V> seen,
            LateWrites late,
            BiPredicate<V, V> isNew) {
        this.entries = entries;
        this.names = names;
        this.codec = codec;
        this.seen = seen;
        this.late = late;
        this.isNew = isNew;
    }

    /** An entry and its value. */
    private static final class Read<V> {
        final SharedEntry entry;
        final V value;

        Read(SharedEntry entry, V value) {
            this.entry = entry;
            this.value = value;
        }
    }

    @Override
    public Optional<V> get(TokenDigest session) {
        late.catchUp(session);
        Read<V> read = read(session);
        if (read == null) {
            seen.invalidate(session);
            return Optional.empty();
        }
        seen.put(session, read.value);
        return Optional.of(read.value);
    }

    @Override
    public Optional<V> seenLately(TokenDigest session) {
        return Optional.ofNullable(seen.getIfPresent(session));
    }

    @Override
    public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
        boolean isReplaced = present == null ? add(session, next, lasts) : swap(session, present, next, lasts);
        if (isReplaced) {
            seen.put(session, next);
        }
        return isReplaced;
    }

    private boolean add(TokenDigest session, V next, Duration lasts) {
        late.catchUp(session);
        return entries.putIfAbsent(names.apply(session), codec.encode(next), lasts);
    }

    private boolean swap(TokenDigest session, V present, V next, Duration lasts) {
        try {
            late.catchUp(session);
            return isSwapped(session, present, next, lasts);
        } catch (Unavailable e) {
            Runnable later = () -> swapLate(session, present, next, lasts);
            if (late.addReplacement(session, isNew.test(present, next), later)) {
                seen.put(session, next);
            } else {
                notStored(present, next);
            }
            throw e;
        }
    }

    /** Another node may have stored an equal value for longer in between. */
    private boolean isSwapped(TokenDigest session, V present, V next, Duration lasts) {
        byte[] encoded = codec.encode(next);
        Read<V> there = read(session);
        while (there != null && there.value.equals(present)) {
            if (entries.replace(there.entry, encoded, lasts)) {
                return true;
            }
            there = read(session);
        }
        return false;
    }

    /** The value may have been stored although the engine did not answer, and it may have been replaced since. */
    private void swapLate(TokenDigest session, V present, V next, Duration lasts) {
        Read<V> there = read(session);
        boolean isStored = there != null && there.value.equals(next);
        if (!isStored && !isSwapped(session, present, next, lasts)) {
            seen.invalidate(session);
            notStored(present, next);
        }
    }

    private void notStored(V present, V next) {
        if (isNew.test(present, next)) {
            whenNotStored.forEach(listener -> listener.accept(present, next));
        }
    }

    @Override
    public Optional<V> remove(TokenDigest session) {
        seen.invalidate(session);
        try {
            late.catchUp(session);
            return removed(session);
        } catch (Unavailable e) {
            late.addRemoval(
                    session,
                    () -> removed(session)
                            .ifPresent(value -> whenDropped.forEach(listener -> listener.accept(session, value))));
            throw e;
        }
    }

    private Optional<V> removed(TokenDigest session) {
        Read<V> there = read(session);
        while (there != null) {
            if (entries.remove(there.entry)) {
                whenRemoved.forEach(listener -> listener.accept(session));
                return Optional.of(there.value);
            }
            there = read(session);
        }
        return Optional.empty();
    }

    private @Nullable Read<V> read(TokenDigest session) {
        SharedEntry entry = entries.get(names.apply(session)).orElse(null);
        return entry == null
                ? null
                : codec.decode(entry.value())
                        .map(value -> new Read<>(entry, value))
                        .orElse(null);
    }

    @Override
    public void forgetSeen(TokenDigest session) {
        seen.invalidate(session);
    }

    @Override
    public void whenNotStored(BiConsumer<V, V> listener) {
        whenNotStored.add(listener);
    }

    @Override
    public void whenRemoved(Consumer<TokenDigest> listener) {
        whenRemoved.add(listener);
    }

    @Override
    public void whenDropped(BiConsumer<TokenDigest, V> listener) {
        whenDropped.add(listener);
    }
}
