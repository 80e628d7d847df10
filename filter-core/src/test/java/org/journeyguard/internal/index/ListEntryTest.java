package org.journeyguard.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;
import org.junit.jupiter.api.Test;

/** An entry is written and read again without a loss, and nothing else is taken for one. */
class ListEntryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final int RUNS = 500;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private IndexedSession session() {
        return new IndexedSession(
                new StoreKey(
                        random.nextBoolean() ? Kind.TOKENS : Kind.APP_SESSION,
                        new TokenDigest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong())),
                NOW.minusMillis(random.nextInt(1_000_000)),
                NOW.plusMillis(random.nextInt(1_000_000)));
    }

    private ListEntry entry() {
        ListEntry entry = ListEntry.EMPTY;
        for (int i = random.nextInt(ListEntry.MOST_SESSIONS + 1); i > 0; i--) {
            entry = entry.with(session(), NOW);
        }
        if (random.nextBoolean()) {
            entry = entry.ended(NOW.minusSeconds(random.nextInt(100)), NOW.plusSeconds(random.nextInt(100)));
        }
        return random.nextBoolean() ? entry.split().staying(NOW.plusSeconds(1)) : entry;
    }

    private static List<Object> parts(ListEntry entry) {
        return List.of(entry.level(), entry.endedAt(), entry.expiresAt(), entry.sessions());
    }

    @Test
    void writtenEntryIsReadUnchanged() {
        for (int i = 0; i < RUNS; i++) {
            ListEntry entry = entry();
            byte[] value = entry.encode();
            assertThat(value.length).as("seed " + seed).isLessThan(4_096);
            assertThat(parts(ListEntry.decode(value).orElseThrow()))
                    .as("seed " + seed)
                    .isEqualTo(parts(entry));
        }
    }

    @Test
    void truncatedValuesAndOtherVersionsAreRefused() {
        byte[] value = ListEntry.EMPTY.with(session(), NOW).with(session(), NOW).encode();
        List<Integer> readable = new ArrayList<>();
        for (int length = 0; length < value.length; length++) {
            if (ListEntry.decode(Arrays.copyOf(value, length)).isPresent()) {
                readable.add(length);
            }
        }
        // with fewer sessions
        assertThat(readable).containsExactly(26, 75);
        value[0]++;
        assertThat(ListEntry.decode(value)).isEmpty();
    }

    @Test
    void expiredSessionsAreDroppedWithTheNextChange() {
        IndexedSession first = session();
        Instant later = first.endsAt().plus(Duration.ofMinutes(6));
        IndexedSession second = new IndexedSession(session().key(), later, later.plusSeconds(60));
        assertThat(ListEntry.EMPTY.with(first, NOW).with(second, later).sessions())
                .containsExactly(second);
    }

    @Test
    void expiredEndIsDroppedAndLeavesAnEmptyEntry() {
        ListEntry ended = ListEntry.EMPTY.ended(NOW, NOW.plusSeconds(60));
        assertThat(ended.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        ListEntry later = ended.without(session().key(), NOW.plusSeconds(61));
        assertThat(later.endedAt()).isEqualTo(Instant.MIN);
        assertThat(later.expiresAt()).isEqualTo(Instant.MIN);
    }

    @Test
    void endTimeNeverMovesBack() {
        ListEntry ended =
                ListEntry.EMPTY.ended(NOW, NOW.plusSeconds(60)).ended(NOW.minusSeconds(5), NOW.plusSeconds(5));
        assertThat(ended.endedAt()).isEqualTo(NOW);
        assertThat(ended.expiresAt()).isEqualTo(NOW.plusSeconds(60));
    }
}
