package org.journeyguard.jcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.cache.Cache;
import org.journeyguard.spi.ClusterEntries;
import org.jspecify.annotations.Nullable;

/**
 * Entries of any JCache cache. A value is the moment of its expiry, 8 octets of milliseconds since 1970, and the octets; all as a string of
 * Latin-1, because providers compare strings by their contents, but some compare arrays by their identity.
 */
record PortableEntries(Cache<String, String> cache, Clock clock) implements ClusterEntries {

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(cache.get(name)).filter(this::isAlive).map(PortableEntries::value);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
        String added = stored(value, lasts);
        while (!cache.putIfAbsent(name, added)) {
            String stored = cache.get(name);
            if (stored != null) {
                if (isAlive(stored)) {
                    return false;
                }
                cache.remove(name, stored);
            }
        }
        return true;
    }

    @Override
    public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
        for (String stored = find(name, present); stored != null; stored = find(name, present)) {
            if (cache.replace(name, stored, stored(next, lasts))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean remove(String name, byte[] present) {
        for (String stored = find(name, present); stored != null; stored = find(name, present)) {
            if (cache.remove(name, stored)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the entry as it is stored, if its value is the present one. */
    private @Nullable String find(String name, byte[] present) {
        String stored = cache.get(name);
        return stored != null && isAlive(stored) && Arrays.equals(value(stored), present) ? stored : null;
    }

    private boolean isAlive(String stored) {
        return ByteBuffer.wrap(stored.substring(0, Long.BYTES).getBytes(ISO_8859_1))
                        .getLong()
                > clock.millis();
    }

    private static byte[] value(String stored) {
        return stored.substring(Long.BYTES).getBytes(ISO_8859_1);
    }

    private String stored(byte[] value, Duration lasts) {
        byte[] stored = ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(clock.millis() + lasts.toMillis())
                .put(value)
                .array();
        return new String(stored, ISO_8859_1);
    }
}
