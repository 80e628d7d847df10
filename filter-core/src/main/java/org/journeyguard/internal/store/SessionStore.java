package org.journeyguard.internal.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Stores one value for each session of an application. Thread-safe. {@link Unavailable} means that the store does not answer; it says
 * nothing about the session.
 *
 * @param <V> the values: immutable, and compared by {@code equals}
 */
public interface SessionStore<V> {

    /** Returns the value of a session. */
    Optional<V> get(TokenDigest session);

    /** Returns the value that a session had lately, for callers that can use it while the store does not answer. Never blocks. */
    Optional<V> seenLately(TokenDigest session);

    /**
     * Replaces a value if it is still the present one, atomically across threads and nodes. If the store does not answer, a present value is
     * replaced later, unless it has changed by then: see {@link #whenNotStored}.
     *
     * @param present the expected value; null when there must be none
     * @param lasts after which the entry expires
     * @return whether it was replaced
     */
    boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts);

    /**
     * Removes a value; of several concurrent callers only one gets it. If the store does not answer, the value is removed later and then
     * reported as dropped.
     *
     * @return the removed value
     */
    Optional<V> remove(TokenDigest session);

    /** Forgets the value that a session had lately, because it has ended on another node. */
    void forgetSeen(TokenDigest session);

    /**
     * Adds a listener for values that were to be stored later and were not, because the value to be replaced was no longer there; must not
     * block. Gets the value that was expected, and the one that was not stored.
     */
    void whenNotStored(BiConsumer<V, V> listener);

    /** Adds a listener for each session whose value is removed or dropped here; it must not block. */
    void whenRemoved(Consumer<TokenDigest> listener);

    /** Adds a listener for each value that expires in, or is evicted from, this node's memory, or that was removed later; must not block. */
    void whenDropped(BiConsumer<TokenDigest, V> listener);
}
