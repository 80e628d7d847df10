package org.journeyguard.internal.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.journeyguard.internal.store.StoreKey;

/** The lists of a single node, in its memory. */
final class MemoryLists implements SessionLists {
    /** The inner maps are guarded by the atomic methods of this one. */
    private final ConcurrentMap<IndexName, Map<StoreKey, IndexedSession>> lists = new ConcurrentHashMap<>();

    @Override
    public boolean areShared() {
        return false;
    }

    /** Returns {@link Instant#MIN}: on a single node, {@code LogoutRecords} has what AM has ended. */
    @Override
    public Instant add(IndexName name, IndexedSession session) {
        lists.compute(name, (key, before) -> {
            Map<StoreKey, IndexedSession> list = before == null ? new LinkedHashMap<>(2) : before;
            list.put(session.key(), session);
            return list;
        });
        return Instant.MIN;
    }

    @Override
    public void remove(IndexName name, StoreKey session) {
        lists.computeIfPresent(name, (key, list) -> {
            list.remove(session);
            return list.isEmpty() ? null : list;
        });
    }

    @Override
    public List<IndexedSession> get(IndexName name) {
        List<IndexedSession> found = new ArrayList<>();
        lists.computeIfPresent(name, (key, list) -> {
            found.addAll(list.values());
            return list;
        });
        return found;
    }

    @Override
    public List<IndexedSession> end(IndexName name, Instant endedAt) {
        return get(name);
    }
}
