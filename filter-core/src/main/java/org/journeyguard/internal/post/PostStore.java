package org.journeyguard.internal.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.SharedEntries;

/**
 * Stores encrypted POSTs, in this node's memory or in entries that nodes share. A shared POST counts for the node that has stored it, until
 * it expires or that node removes it. All methods throw {@link Unavailable} if the engine that nodes share does not answer.
 */
interface PostStore {

    /** Stores a POST under its id, for which a slot is reserved. */
    void put(String id, String closed);

    /** Returns a POST; empty if there is none. */
    Optional<String> get(String id);

    /** Removes a POST and returns it: to only one of several concurrent callers on all nodes. */
    Optional<String> take(String id);

    /**
     * Creates a store for one node, or for all nodes.
     *
     * @param lasts after which a POST expires
     */
    static PostStore of(Optional<Cluster> cluster, PostSlots slots, Duration lasts) {
        return cluster.<PostStore>map(nodes -> new Shared(nodes, slots, lasts)).orElseGet(() -> new InMemory(slots));
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
        private final PostSlots slots;
        private final Duration lasts;

        Shared(Cluster cluster, PostSlots slots, Duration lasts) {
            this.cluster = cluster;
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
            return cluster.names().of(Kind.KEPT_POST, id);
        }

        private static String text(byte[] octets) {
            return new String(octets, StandardCharsets.US_ASCII);
        }
    }
}
