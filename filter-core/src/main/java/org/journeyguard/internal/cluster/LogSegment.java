package org.journeyguard.internal.cluster;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part of a node's log: one octet for the version, then {@linkplain LogRecord records}. Only its writer adds records, and only at the
 * end, so that of two copies one begins with the other, and the longer one is the later. Not changed after it was made.
 */
final class LogSegment {
    /** So that an entry stays below four kilobytes. */
    static final int MOST_RECORDS = 80;

    static final LogSegment EMPTY = new LogSegment(new byte[] {1});

    private final byte[] octets;
    private final Instant expiresAt;

    private LogSegment(byte[] octets) {
        this.octets = octets;
        this.expiresAt = records(1).stream()
                .map(LogRecord::expiresAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Reads a value; empty if a later version has written it. */
    static Optional<LogSegment> read(byte[] value) {
        return value[0] == EMPTY.octets[0] && (value.length - 1) % LogRecord.OCTETS == 0
                ? Optional.of(new LogSegment(value))
                : Optional.empty();
    }

    LogSegment plus(LogRecord record) {
        ByteBuffer longer =
                ByteBuffer.allocate(octets.length + LogRecord.OCTETS).put(octets);
        record.write(longer);
        return new LogSegment(longer.array());
    }

    /** Returns the octets; not to be changed. */
    byte[] octets() {
        return octets;
    }

    boolean isEmpty() {
        return octets.length == 1;
    }

    boolean isFull() {
        return octets.length > (MOST_RECORDS - 1) * LogRecord.OCTETS + 1;
    }

    /** Returns when its last record expires. */
    Instant expiresAt() {
        return expiresAt;
    }

    /** Whether it has the records of another, and more. */
    boolean continues(LogSegment other) {
        return octets.length > other.octets.length
                && Arrays.equals(octets, 0, other.octets.length, other.octets, 0, other.octets.length);
    }

    /** Returns the records that come after those of another, which it begins with. */
    List<LogRecord> after(LogSegment other) {
        return records(other.octets.length);
    }

    private List<LogRecord> records(int from) {
        List<LogRecord> records = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(octets).position(from);
        while (left.hasRemaining()) {
            LogRecord.read(left).ifPresent(records::add);
        }
        return records;
    }
}
