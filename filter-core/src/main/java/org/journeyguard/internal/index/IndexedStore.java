package org.journeyguard.internal.index;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.index.SessionIndex.Facts;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;
import org.jspecify.annotations.Nullable;

/** A store that enters its sessions in the index: after they are stored, so that whoever finds one there can end it. */
final class IndexedStore<V> implements SessionStore<V> {
    private final SessionStore<V> store;
    private final Kind kind;
    private final SessionIndex index;
    private final BiFunction<V, Duration, Facts> facts;

    /**
     * @param facts of a value that is stored for a time
     */
    IndexedStore(SessionStore<V> store, Kind kind, SessionIndex index, BiFunction<V, Duration, Facts> facts) {
        this.store = store;
        this.kind = kind;
        this.index = index;
        this.facts = facts;
        store.whenDropped(this::removed);
    }

    private StoreKey key(TokenDigest session) {
        return new StoreKey(kind, session);
    }

    private void removed(TokenDigest session, V last) {
        index.remove(key(session), facts.apply(last, Duration.ZERO));
    }

    @Override
    public Optional<V> get(TokenDigest session) {
        return store.get(session);
    }

    @Override
    public Optional<V> seenLately(TokenDigest session) {
        return store.seenLately(session);
    }

    @Override
    public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
        boolean isReplaced = store.replace(session, present, next, lasts);
        if (isReplaced && present == null) {
            add(session, next, lasts);
        } else if (isReplaced) {
            index.keep(key(session), facts.apply(next, lasts));
        }
        return isReplaced;
    }

    private void add(TokenDigest session, V value, Duration lasts) {
        try {
            index.add(key(session), facts.apply(value, lasts));
        } catch (RuntimeException e) {
            withdraw(session, e);
            throw e;
        }
        if (!index.isShared() && store.get(session).isEmpty()) {
            // a full memory may drop a value as soon as it is stored
            removed(session, value);
        }
    }

    private void withdraw(TokenDigest session, RuntimeException why) {
        try {
            Optional<V> unused = store.remove(session);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public Optional<V> remove(TokenDigest session) {
        Optional<V> removed = store.remove(session);
        removed.ifPresent(last -> removed(session, last));
        return removed;
    }

    @Override
    public void forgetSeen(TokenDigest session) {
        store.forgetSeen(session);
    }

    @Override
    public void whenNotStored(BiConsumer<V, V> listener) {
        store.whenNotStored(listener);
    }

    @Override
    public void whenRemoved(Consumer<TokenDigest> listener) {
        store.whenRemoved(listener);
    }

    @Override
    public void whenDropped(BiConsumer<TokenDigest, V> listener) {
        store.whenDropped(listener);
    }
}
