package org.journeyguard.internal.cluster;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The list of all logs. Two versions can be merged in any order, so that nodes can change it at the same time, and restore it when it is
 * lost. Not changed after it was made.
 *
 * <p>Form: one octet for the version, then 24 octets for each log: 8 for the id of its writer, 4 for its first segment, 4 for its last, and
 * 8 for its expiry in milliseconds since 1970.
 */
final class LogDirectory {
    static final LogDirectory EMPTY = new LogDirectory(new TreeMap<>());
    private static final byte VERSION = 1;
    private static final int LOG_OCTETS = Long.BYTES + 2 * Integer.BYTES + Long.BYTES;

    private final SortedMap<Long, Log> logs;

    /**
     * A log.
     *
     * @param first number of its first segment; those before it have expired
     * @param last number of its last segment
     * @param expiresAt after the last record
     */
    record Log(int first, int last, Instant expiresAt) {

        Log merge(Log other) {
            return new Log(Math.max(first, other.first), Math.max(last, other.last), later(other.expiresAt));
        }

        private Instant later(Instant other) {
            return expiresAt.isAfter(other) ? expiresAt : other;
        }

        boolean lacks(Log other) {
            return last < other.last || expiresAt.isBefore(other.expiresAt);
        }
    }

    private LogDirectory(SortedMap<Long, Log> logs) {
        this.logs = logs;
    }

    /** Reads a value; empty if a later version has written it. */
    static Optional<LogDirectory> read(byte[] value) {
        if (value[0] != VERSION || (value.length - 1) % LOG_OCTETS != 0) {
            return Optional.empty();
        }
        TreeMap<Long, Log> logs = new TreeMap<>();
        ByteBuffer left = ByteBuffer.wrap(value).position(1);
        while (left.hasRemaining()) {
            logs.put(left.getLong(), new Log(left.getInt(), left.getInt(), Instant.ofEpochMilli(left.getLong())));
        }
        return Optional.of(new LogDirectory(logs));
    }

    byte[] octets() {
        ByteBuffer octets = ByteBuffer.allocate(1 + logs.size() * LOG_OCTETS).put(VERSION);
        logs.forEach((writer, log) ->
                octets.putLong(writer).putInt(log.first).putInt(log.last).putLong(log.expiresAt.toEpochMilli()));
        return octets.array();
    }

    /** Returns the logs by their writers. */
    Map<Long, Log> logs() {
        return Map.copyOf(logs);
    }

    @Nullable
    Log log(long writer) {
        return logs.get(writer);
    }

    /** Adds a log, or updates it. */
    LogDirectory with(long writer, Log log) {
        TreeMap<Long, Log> all = new TreeMap<>(logs);
        all.merge(writer, log, Log::merge);
        return new LogDirectory(all);
    }

    /** Adds the logs of another directory, and drops those that have expired. */
    LogDirectory merge(LogDirectory other, Instant now) {
        TreeMap<Long, Log> all = new TreeMap<>(logs);
        other.logs.forEach((writer, log) -> all.merge(writer, log, Log::merge));
        all.values().removeIf(log -> !log.expiresAt.isAfter(now));
        return new LogDirectory(all);
    }

    /** Whether it has to be updated, because another directory has logs or segments that it has not. */
    boolean lacks(LogDirectory other) {
        return other.logs.entrySet().stream().anyMatch(entry -> {
            Log mine = logs.get(entry.getKey());
            return mine == null || mine.lacks(entry.getValue());
        });
    }

    /** Returns when the last log expires. */
    Instant expiresAt() {
        return logs.values().stream()
                .map(Log::expiresAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
