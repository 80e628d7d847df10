package org.journeyguard.internal.appsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSessionRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** Seconds from now, and of idle time. */
    @ParameterizedTest
    @CsvSource({
        "1,  0,   10, false",
        "0,  0,   10, true",
        "-1, 0,   10, true",
        "1,  -9,  10, false",
        "1,  -10, 10, true",
        "1,  -11, 10, true"
    })
    void sessionEndsAtItsExpiryAndAfterItsIdleTime(long end, long used, long idle, boolean isOver) {
        assertThat(AppSessionRules.isOver(NOW.plusSeconds(end), NOW.plusSeconds(used), Duration.ofSeconds(idle), NOW))
                .isEqualTo(isOver);
    }

    @ParameterizedTest
    @CsvSource({"1800, 60", "240, 60", "236, 59", "40, 10", "0, 0"})
    void useIsStoredOnceAMinuteAndFourTimesPerIdleTime(long idle, long unnoted) {
        assertThat(AppSessionRules.unnoted(Duration.ofSeconds(idle))).isEqualTo(Duration.ofSeconds(unnoted));
    }

    /** Otherwise the store would drop sessions whose last use is not stored yet. */
    @Test
    void storeKeepsASessionBeyondItsIdleTimeButNotItsExpiry() {
        for (int idle = 1; idle < 2_000; idle += 7) {
            Duration idleTime = Duration.ofSeconds(idle);
            Duration kept = AppSessionRules.kept(NOW.plusSeconds(100_000), idleTime, NOW);
            Instant unstoredUse = NOW.plus(AppSessionRules.unnoted(idleTime));
            assertThat(AppSessionRules.isOver(NOW.plusSeconds(100_000), unstoredUse, idleTime, NOW.plus(kept)))
                    .isTrue();
            assertThat(kept).isBetween(idleTime.plusSeconds(60), idleTime.plusSeconds(120));
            assertThat(AppSessionRules.kept(NOW.plusSeconds(5), idleTime.plusSeconds(60), NOW))
                    .isEqualTo(Duration.ofSeconds(5));
        }
    }
}
