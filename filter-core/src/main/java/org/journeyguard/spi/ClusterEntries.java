package org.journeyguard.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Entries of octets that all nodes of an application share. Each operation is atomic across threads and nodes. Thread-safe.
 *
 * <p>Names are at most 64 characters from {@code A-Z a-z 0-9 - _}, and reveal nothing. Values are encrypted, at most a few kilobytes, and
 * never empty. An entry expires after the time of its last write; the engine may remove it a second late, and never early.
 *
 * <p>An operation may block for as long as the timeout of {@link ClusterStoreSettings}. An exception means that the engine has failed, and
 * that the outcome of a write is unknown. Its message is logged, and must contain no secret.
 */
public interface ClusterEntries {

    /** Returns the value of an entry. */
    Optional<byte[]> get(String name);

    /**
     * Adds an entry, unless there is one of that name.
     *
     * @param lasts after which it expires; at least a millisecond
     * @return whether it was added
     */
    boolean putIfAbsent(String name, byte[] value, Duration lasts);

    /**
     * Replaces the value of an entry, if it is still the present one.
     *
     * @param present the expected value
     * @param lasts after which the entry expires; at least a millisecond
     * @return whether it was replaced
     */
    boolean replace(String name, byte[] present, byte[] next, Duration lasts);

    /**
     * Removes an entry, if its value is still the present one.
     *
     * @param present the expected value
     * @return whether it was removed; true for only one of several concurrent callers
     */
    boolean remove(String name, byte[] present);
}
