package org.journeyguard.internal.guard;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.LongSupplier;
import org.journeyguard.spi.TokenStore;

/** Finds the store for the tokens of sessions: the application's own, or memory. */
public final class TokenStoreLookup {
    private TokenStoreLookup() {}

    /**
     * Returns the store.
     *
     * @throws IllegalStateException when the application provides more than one
     */
    public static TokenStore find(GuardSettings config, LongSupplier nanoTime) {
        List<TokenStore> own = ServiceLoader.load(TokenStore.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (own.size() > 1) {
            throw new IllegalStateException("There is more than one " + TokenStore.class.getName()
                    + " under META-INF/services, and only one can keep the tokens: " + own);
        }
        return own.isEmpty() ? TokenServices.memory(config, nanoTime) : own.get(0);
    }
}
