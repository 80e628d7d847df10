package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private static final SsoToken TOKEN = new SsoToken("token");

    private final ManualTime time = new ManualTime();
    private final Tombstones tombstones = new Tombstones(LogWriter.NONE, time::nanoTime);

    @Test
    void tokenWithoutLogoutHasNoTombstone() {
        assertThat(tombstones.has(TOKEN)).isFalse();
    }

    @Test
    void tombstoneExpiresAfterItsDuration() {
        tombstones.set(TOKEN, Duration.ofSeconds(60));
        time.pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(tombstones.has(TOKEN)).isTrue();
        time.pass(Duration.ofNanos(1));
        assertThat(tombstones.has(TOKEN)).isFalse();
    }

    @Test
    void secondTombstoneOnlyProlongsTheFirst() {
        tombstones.set(TOKEN, Duration.ofSeconds(60));
        tombstones.set(TOKEN, Duration.ofSeconds(10));
        time.pass(Duration.ofSeconds(59));
        assertThat(tombstones.has(TOKEN)).isTrue();
        tombstones.set(TOKEN, Duration.ofSeconds(90));
        time.pass(Duration.ofSeconds(30));
        assertThat(tombstones.has(TOKEN)).isTrue();
    }

    @Test
    void tombstonesAreNotEvictedBySize() {
        tombstones.set(TOKEN, Duration.ofSeconds(60));
        setMany(200_000, 60);
        assertThat(tombstones.has(TOKEN)).isTrue();
        assertThat(tombstones.size()).isEqualTo(200_001);
    }

    @Test
    void expiredTombstonesAreRemoved() {
        setMany(5_000, 10);
        time.pass(Duration.ofSeconds(10));
        setMany(5_000, 3_600);
        setMany(1_024, 60);
        assertThat(tombstones.size()).isLessThan(8_000);
    }

    private void setMany(int count, int seconds) {
        for (int i = 0; i < count; i++) {
            tombstones.set(new SsoToken(seconds + "-" + i), Duration.ofSeconds(seconds));
        }
    }
}
