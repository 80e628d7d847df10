package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.journeyguard.internal.cluster.LogRecord.Kind;
import org.journeyguard.internal.credential.TokenDigest;
import org.junit.jupiter.api.Test;

class LogRecordTest {
    private static final List<Kind> KINDS = List.of(Kind.values());

    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final TokenDigest KEY = TokenDigest.of("key");

    private static LogRecord record(Kind kind) {
        return new LogRecord(kind, KEY, TIME, TIME.plusSeconds(1));
    }

    private static LogSegment segment(int records) {
        LogSegment segment = LogSegment.EMPTY;
        for (int i = 0; i < records; i++) {
            segment = segment.plus(record(KINDS.get(i % KINDS.size())));
        }
        return segment;
    }

    @Test
    void writtenRecordIsReadUnchanged() {
        Random random = new Random();
        for (Kind kind : Kind.values()) {
            LogRecord written = new LogRecord(
                    kind,
                    new TokenDigest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
                    Instant.ofEpochMilli(random.nextInt()),
                    Instant.ofEpochMilli(random.nextLong() >> 16));
            LogSegment read =
                    LogSegment.read(LogSegment.EMPTY.plus(written).octets()).orElseThrow();
            assertThat(read.after(LogSegment.EMPTY)).containsExactly(written);
            assertThat(read.expiresAt()).isEqualTo(written.expiresAt());
        }
    }

    @Test
    void codesOfKindsNeverChange() {
        ByteBuffer written = ByteBuffer.allocate(Kind.values().length * LogRecord.OCTETS);
        List.of(Kind.values()).forEach(kind -> record(kind).write(written));
        for (int i = 0; i < Kind.values().length; i++) {
            assertThat(written.get(i * LogRecord.OCTETS)).isEqualTo((byte) (i + 1));
        }
    }

    @Test
    void kindsOfLaterVersionsAreSkippedAndKept() {
        byte[] octets = segment(3).octets();
        octets[1 + LogRecord.OCTETS] = 99;
        LogSegment read = LogSegment.read(octets).orElseThrow();
        assertThat(read.after(LogSegment.EMPTY)).containsExactly(record(KINDS.get(0)), record(KINDS.get(2)));
        assertThat(read.plus(record(Kind.ENDED)).octets()).startsWith(octets);
    }

    @Test
    void segmentsAndDirectoriesOfOtherVersionsAreNotRead() {
        byte[] later = segment(3).octets();
        later[0] = 2;
        assertThat(LogSegment.read(later)).isEmpty();
        assertThat(LogSegment.read(new byte[LogRecord.OCTETS])).isEmpty();
        assertThat(LogDirectory.read(later)).isEmpty();
        assertThat(LogDirectory.read(new byte[] {1, 2})).isEmpty();
    }

    @Test
    void longerCopyContinuesItsPrefix() {
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertThat(segment(i).continues(segment(j))).isEqualTo(i > j);
            }
        }
        LogSegment other = LogSegment.EMPTY.plus(record(Kind.SID_ENDED));
        assertThat(segment(2).continues(other)).isFalse();
        assertThat(segment(3).after(segment(1))).hasSize(2);
    }

    @Test
    void segmentIsFullAtItsRecordLimit() {
        assertThat(segment(LogSegment.MOST_RECORDS - 1).isFull()).isFalse();
        assertThat(segment(LogSegment.MOST_RECORDS).isFull()).isTrue();
        assertThat(LogSegment.EMPTY.isEmpty()).isTrue();
        assertThat(segment(1).isEmpty()).isFalse();
    }
}
