package org.journeyguard.internal.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.SharedEntries;

/**
 * Stores what is kept for browsers, encrypted, in this node's memory or in entries that nodes share. A shared entry counts for the node that
 * has stored it, until it expires or that node removes it. All methods throw {@link Unavailable} if the engine that nodes share does not answer.
 */
public interface PostStore {

    /** Stores something under its id, for which a slot is reserved. */
    void put(String id, String closed);

    /** Returns what is stored; empty if there is nothing. */
    Optional<String> get(String id);

    /** Removes what is stored and returns it: to only one of several concurrent callers on all nodes. */
    Optional<String> take(String id);

    /**
     * Creates a store for one node, or for all nodes.
     *
     * @param kind of what is stored
     * @param lasts after which it expires
     */
    static PostStore of(Optional<Cluster> cluster, Kind kind, PostSlots slots, Duration lasts) {
        return cluster.<PostStore>map(nodes -> new Shared(nodes, kind, slots, lasts))
                .orElseGet(() -> new InMemory(slots));
    }

    /** In the slots themselves. */
    final class InMemory implements PostStore {
        private final PostSlots slots;

        InMemory(PostSlots slots) {
            this.slots = slots;
        }

        @Override
        public void put(String id, String closed) {
            slots.fill(id, closed);
        }

        @Override
        public Optional<String> get(String id) {
            return slots.get(id);
        }

        @Override
        public Optional<String> take(String id) {
            return slots.remove(id);
        }
    }

    /** In entries that nodes share; the slots only count them. */
    final class Shared implements PostStore {
        private final Cluster cluster;
        private final Kind kind;
        private final PostSlots slots;
        private final Duration lasts;

        Shared(Cluster cluster, Kind kind, PostSlots slots, Duration lasts) {
            this.cluster = cluster;
            this.kind = kind;
            this.slots = slots;
            this.lasts = lasts;
        }

        @Override
        public void put(String id, String closed) {
            boolean isNew = entries().putIfAbsent(name(id), closed.getBytes(StandardCharsets.US_ASCII), lasts);
            if (!isNew) {
                throw new IllegalStateException("a random id of 128 bits was used before");
            }
        }

        @Override
        public Optional<String> get(String id) {
            return entries().get(name(id)).map(entry -> text(entry.value()));
        }

        @Override
        public Optional<String> take(String id) {
            Optional<String> taken =
                    entries().get(name(id)).filter(entries()::remove).map(entry -> text(entry.value()));
            slots.remove(id);
            return taken;
        }

        private SharedEntries entries() {
            return cluster.quiet();
        }

        private String name(String id) {
            return cluster.names().of(kind, id);
        }

        private static String text(byte[] octets) {
            return new String(octets, StandardCharsets.US_ASCII);
        }
    }
}
