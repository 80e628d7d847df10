package org.journeyguard.internal.guard;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.LongSupplier;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.spi.TokenStore;

/** Finds the stores for sessions and their tokens: over the application's own store, or in memory. */
public final class SessionStoreLookup {
    private SessionStoreLookup() {}

    /**
     * Returns the stores.
     *
     * @throws IllegalStateException when the application provides more than one
     */
    public static SessionStores find(GuardSettings config, LongSupplier nanoTime) {
        List<TokenStore> own = ServiceLoader.load(TokenStore.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (own.size() > 1) {
            throw new IllegalStateException("There is more than one " + TokenStore.class.getName()
                    + " under META-INF/services, and only one can keep the tokens: " + own);
        }
        return own.isEmpty() ? inMemory(config, nanoTime) : over(own.get(0), config);
    }

    /**
     * Creates stores in memory. They never evict the tokens of app sessions, because nothing could replace them; there are as many as
     * sessions. They may evict the tokens of AM's sessions, which can be obtained again.
     */
    public static SessionStores inMemory(GuardSettings config, LongSupplier nanoTime) {
        boolean isOwn = config.signIn().way() == LoginWay.OIDC;
        return SessionStores.inMemory(isOwn ? Long.MAX_VALUE : config.tokens().cacheSize(), nanoTime);
    }

    /** Creates stores over the application's own store. Keys contain AM's URL, realm and client, so that applications can share it. */
    public static SessionStores over(TokenStore own, GuardSettings config) {
        return SessionStores.over(
                own,
                config.am().url() + "|" + config.am().realm() + "|"
                        + config.oauth().clientId() + "|");
    }
}
