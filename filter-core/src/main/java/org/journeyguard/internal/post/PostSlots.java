package org.journeyguard.internal.post;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A limited number of slots, each for something that is kept for one browser, for a limited time. */
public final class PostSlots {
    private final int most;
    private final long lasts;
    private final LongSupplier nanoTime;
    /** In the order in which they expire. */
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /**
     * @param most how many slots there are
     * @param lasts how long one may be taken
     */
    public PostSlots(int most, Duration lasts, LongSupplier nanoTime) {
        this.most = most;
        this.lasts = lasts.toNanos();
        this.nanoTime = nanoTime;
    }

    private static final class Slot {
        final long expiresAt;

        @Nullable
        String content;

        Slot(long expiresAt) {
            this.expiresAt = expiresAt;
        }
    }

    /** Takes a slot; returns whether there was one. */
    public synchronized boolean reserve(String id) {
        expire();
        if (slots.size() >= most) {
            return false;
        }
        slots.put(id, new Slot(nanoTime.getAsLong() + lasts));
        return true;
    }

    /** Returns the id of the slot that was taken first; empty if none is taken. */
    public synchronized Optional<String> oldest() {
        return slots.keySet().stream().findFirst();
    }

    /** Fills a reserved slot, unless it has expired. */
    synchronized void fill(String id, String content) {
        Slot slot = slots.get(id);
        if (slot != null) {
            slot.content = content;
        }
    }

    /** Returns the content of a slot; empty if there is none. */
    synchronized Optional<String> get(String id) {
        expire();
        Slot slot = slots.get(id);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.content);
    }

    /** Frees a slot and returns its content: to only one of several concurrent callers. */
    public synchronized Optional<String> remove(String id) {
        expire();
        Slot slot = slots.remove(id);
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.content);
    }

    /** Returns how many slots are taken. */
    public synchronized int size() {
        expire();
        return slots.size();
    }

    private void expire() {
        long now = nanoTime.getAsLong();
        Iterator<Slot> oldestFirst = slots.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().expiresAt - now <= 0) {
            oldestFirst.remove();
        }
    }
}
