package org.journeyguard.internal.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores the values of sessions in the application's own {@link TokenStore}, which its nodes share.
 *
 * @param store holds values of all kinds as token sets
 * @param kind the kind of these values
 * @param application identifies the application in the keys of the store
 * @param toTokenSet converts a value to its stored form
 * @param ofTokenSet converts it back
 */
record SharedStore<V>(
        TokenStore store,
        StoreKey.Kind kind,
        String application,
        Function<V, TokenSet> toTokenSet,
        Function<TokenSet, V> ofTokenSet)
        implements SessionStore<V> {

    @Override
    public Optional<V> get(TokenDigest session) {
        return store.get(key(session)).map(ofTokenSet);
    }

    @Override
    public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
        TokenSet before = present == null ? null : toTokenSet.apply(present);
        return store.replace(key(session), before, toTokenSet.apply(next), lasts);
    }

    @Override
    public Optional<V> remove(TokenDigest session) {
        return store.remove(key(session)).map(ofTokenSet);
    }

    @Override
    public void whenRemoved(Consumer<TokenDigest> listener) {
        store.whenRemoved(text -> {
            StoreKey key = StoreKey.parse(text, application);
            if (key != null && key.kind() == kind) {
                listener.accept(key.session());
            }
        });
    }

    /** Ignores the listener: the SPI does not report what the store drops. */
    @Override
    public void whenDropped(BiConsumer<TokenDigest, V> listener) {
        // never called
    }

    /** Returns the leases of this node in the store. */
    RenewalLeases leases() {
        String node = UUID.randomUUID().toString();
        return new RenewalLeases() {
            @Override
            public boolean take(TokenDigest session, Duration lasts) {
                return store.lease(key(session), node, lasts);
            }

            @Override
            public void release(TokenDigest session) {
                store.release(key(session), node);
            }
        };
    }

    private String key(TokenDigest session) {
        return new StoreKey(kind, session).text(application);
    }
}
