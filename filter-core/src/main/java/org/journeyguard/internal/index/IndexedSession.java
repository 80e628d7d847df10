package org.journeyguard.internal.index;

import java.time.Instant;
import org.journeyguard.internal.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * A session in the index. It may have ended since.
 *
 * @param key of its entry in the store
 * @param begunAt when it began
 * @param endsAt when it has ended at the latest
 */
public record IndexedSession(StoreKey key, Instant begunAt, Instant endsAt) {
    /** Written by hand, like {@code hashCode}, because the version that Java 17 generates keeps its class loader in memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexedSession that
                && key.equals(that.key)
                && begunAt.equals(that.begunAt)
                && endsAt.equals(that.endsAt);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
