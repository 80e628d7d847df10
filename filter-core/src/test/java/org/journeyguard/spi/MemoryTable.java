package org.journeyguard.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The entries of one space in memory. Each operation is atomic. */
final class MemoryTable {
    private static final class Entry {
        private final byte[] value;
        private final long end;

        Entry(byte[] value, long end) {
            this.value = value.clone();
            this.end = end;
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final LongSupplier nanoTime;

    MemoryTable(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized Optional<byte[]> get(String key) {
        Entry entry = live(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value.clone());
    }

    synchronized boolean putIfAbsent(String key, byte[] value, Duration lasts) {
        if (live(key) != null) {
            return false;
        }
        put(key, value, lasts);
        return true;
    }

    synchronized boolean replace(String key, byte[] present, byte[] next, Duration lasts) {
        if (!isPresent(key, present)) {
            return false;
        }
        put(key, next, lasts);
        return true;
    }

    synchronized boolean remove(String key, byte[] present) {
        return isPresent(key, present) && entries.remove(key) != null;
    }

    /** Returns how many entries there are, also those that have expired but were not asked for since. */
    synchronized int size() {
        return entries.size();
    }

    /** Returns how many octets their keys and values have. */
    synchronized long octets() {
        return entries.entrySet().stream()
                .mapToLong(each -> each.getKey().length() + each.getValue().value.length)
                .sum();
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized MemoryTable copy() {
        MemoryTable copy = new MemoryTable(nanoTime);
        copy.entries.putAll(entries);
        return copy;
    }

    synchronized void become(MemoryTable other) {
        entries.clear();
        entries.putAll(other.copy().entries);
    }

    private boolean isPresent(String key, byte[] value) {
        Entry entry = live(key);
        return entry != null && Arrays.equals(entry.value, value);
    }

    private void put(String key, byte[] value, Duration lasts) {
        entries.put(key, new Entry(value, nanoTime.getAsLong() + lasts.toNanos()));
    }

    private @Nullable Entry live(String key) {
        return entries.computeIfPresent(key, (name, entry) -> nanoTime.getAsLong() - entry.end < 0 ? entry : null);
    }
}
