package org.journeyguard.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores token sets on the server, never in a browser. With {@code journey.login=oidc} it stores the application's own sessions as well,
 * each as a token set without an access token. In memory by default; for several nodes an application provides its own
 * implementation over shared storage, found by {@link java.util.ServiceLoader}. Each operation has an equivalent in JCache ({@code get},
 * {@code putIfAbsent} and {@code replace(key, old, new)}, {@code getAndRemove}, expiry per entry).
 *
 * <p>Keys are digests and reveal nothing; values hold secrets. Thread-safe. An exception fails the call for a token and not the request; an
 * implementation that blocks delays requests.
 */
public interface TokenStore extends AutoCloseable {

    /** Returns the token set of a key. */
    Optional<TokenSet> get(String key);

    /**
     * Replaces a token set if it is still the present one, atomically across threads and nodes.
     *
     * @param present the expected token set, equal as a value; null when there must be none
     * @param next the new token set
     * @param lasts after which the entry expires
     * @return whether it was replaced
     */
    boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts);

    /**
     * Removes a token set; of several concurrent callers only one gets it.
     *
     * @return the removed token set
     */
    Optional<TokenSet> remove(String key);

    /**
     * Takes the lease to renew a token set, so that only one node does; its owner can extend it.
     *
     * @param owner who takes it
     * @param lasts after which the lease expires, in case its owner has died
     * @return whether the owner has it now
     */
    boolean lease(String key, String owner, Duration lasts);

    /** Releases the lease, if the owner still has it. */
    void release(String key, String owner);

    /**
     * Registers a listener for the key of each token set that is removed, here or on another node; late is better than never.
     *
     * @param listener quick, and never blocks
     */
    void whenRemoved(Consumer<String> listener);

    @Override
    void close();
}
