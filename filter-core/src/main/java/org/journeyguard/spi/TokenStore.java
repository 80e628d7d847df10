package org.journeyguard.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where token sets are kept, on the server and never in a browser. In memory by default; for several nodes an application brings
 * an implementation of its own, found by {@link java.util.ServiceLoader}, over what they share: each operation has its like in
 * JCache ({@code get}, {@code putIfAbsent} and {@code replace(key, old, new)}, {@code getAndRemove}, expiry per entry).
 *
 * <p>Keys are digests and tell nothing; values hold secrets. Thread-safe. What an implementation throws ends the call for a token
 * and not the request; one that waits makes requests wait.
 */
public interface TokenStore extends AutoCloseable {

    /** What is kept under a key. */
    Optional<TokenSet> get(String key);

    /**
     * Puts a set in the place of another, if that is still there, in one step that no other thread or node can come between.
     *
     * @param present what has to be there, equal as a value; null when nothing may be there
     * @param next what takes its place
     * @param lasts after which the entry is gone by itself
     * @return whether it was replaced
     */
    boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts);

    /**
     * Takes a set away, so that of several that try only one gets it.
     *
     * @return what was there
     */
    Optional<TokenSet> remove(String key);

    /**
     * Takes the right to renew a set, so that only one node does; whoever has it already prolongs it.
     *
     * @param owner who takes it
     * @param lasts after which it ends by itself, should its owner have died
     * @return whether the owner has it now
     */
    boolean lease(String key, String owner, Duration lasts);

    /** Gives the right back, if the owner still has it. */
    void release(String key, String owner);

    /**
     * Whoever wants to know is told the key of each set that is removed, here or on another node; late is better than never.
     *
     * @param listener quick, and never waits
     */
    void whenRemoved(Consumer<String> listener);

    @Override
    void close();
}
