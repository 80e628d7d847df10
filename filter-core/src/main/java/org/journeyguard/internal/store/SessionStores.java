package org.journeyguard.internal.store;

import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;

/**
 * The stores of an application.
 *
 * @param tokens the tokens of sessions
 * @param appSessions the application's own sessions
 * @param leases to renew tokens
 * @param closing closes them
 */
public record SessionStores(
        SessionStore<TokenSet> tokens,
        SessionStore<AppSessionState> appSessions,
        RenewalLeases leases,
        Runnable closing)
        implements AutoCloseable {

    /**
     * Creates stores in the memory of one node.
     *
     * @param tokenSets maximum number of token sets; the number of app sessions is limited when they start
     * @param nanoTime monotonic time
     */
    public static SessionStores inMemory(long tokenSets, LongSupplier nanoTime) {
        MemoryStore<TokenSet> tokens = new MemoryStore<>(tokenSets, nanoTime);
        MemoryStore<AppSessionState> appSessions = new MemoryStore<>(Long.MAX_VALUE, nanoTime);
        return new SessionStores(tokens, appSessions, RenewalLeases.OF_ONE_NODE, () -> {
            tokens.clear();
            appSessions.clear();
        });
    }

    /**
     * Creates stores over the application's own store, which its nodes share.
     *
     * @param application identifies the application in the keys of the store
     */
    public static SessionStores over(TokenStore store, String application) {
        SharedStore<TokenSet> tokens =
                new SharedStore<>(store, StoreKey.Kind.TOKENS, application, Function.identity(), Function.identity());
        SharedStore<AppSessionState> appSessions = new SharedStore<>(
                store, StoreKey.Kind.APP_SESSION, application, AppSessionState::toTokenSet, AppSessionState::of);
        return new SessionStores(tokens, appSessions, tokens.leases(), store::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
