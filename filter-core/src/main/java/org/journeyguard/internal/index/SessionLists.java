package org.journeyguard.internal.index;

import java.time.Instant;
import java.util.List;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.store.StoreKey;

/** Lists sessions by name. Thread-safe. All methods throw {@link Unavailable} if the lists can't be read or written. */
interface SessionLists {

    /** Whether other nodes see them too. */
    boolean areShared();

    /**
     * Adds a session, or replaces it.
     *
     * @return the time up to which AM has ended the sessions of this name; {@link Instant#MIN} if it has not done so lately
     */
    Instant add(IndexName name, IndexedSession session);

    /** Removes a session, if it is there. */
    void remove(IndexName name, StoreKey session);

    /** Returns the sessions of a name. */
    List<IndexedSession> get(IndexName name);

    /**
     * Records that AM has ended the sessions of a name, so that an {@link #add} after it says so.
     *
     * @param endedAt by AM's clock
     * @return the sessions that were added before
     */
    List<IndexedSession> end(IndexName name, Instant endedAt);
}
