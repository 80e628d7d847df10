package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.journeyguard.internal.credential.SsoIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration THRESHOLD = Duration.ofMinutes(2);

    @Test
    void timeLeftEndsWithEitherExpiry() {
        assertThat(SessionRules.left(session(NOW.plusSeconds(5), NOW.plusSeconds(9)), NOW))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(SessionRules.left(session(NOW.plusSeconds(9), NOW.plusSeconds(5)), NOW))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(SessionRules.left(session(NOW, null), NOW)).isZero();
        assertThat(SessionRules.left(session(null, NOW.minusSeconds(1)), NOW)).isNegative();
    }

    @Test
    void longestTimeLeftIsTheMaximum() {
        assertThat(SessionRules.leftAtMost(session(NOW, NOW.plusSeconds(60)), NOW))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void unknownExpiryIsAssumedAfterADay() {
        assertThat(SessionRules.left(session(null, null), NOW)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void tombstoneLastsBeyondTheExpiryByTheSkew() {
        assertThat(SessionRules.untilExpiredAtAm(Duration.ofSeconds(60)))
                .isEqualTo(Duration.ofSeconds(60).plusHours(1));
        assertThat(SessionRules.untilExpiredAtAm(null)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void longExpiryIsLimitedToAYear() {
        Instant farAway = NOW.plus(Duration.ofDays(1_000_000));
        assertThat(SessionRules.left(session(farAway, farAway), NOW)).isEqualTo(Duration.ofDays(366));
        assertThat(SessionRules.idleTime(idleFor(Duration.ofDays(1_000_000), Duration.ZERO)))
                .isEqualTo(Duration.ofDays(366));
    }

    @Test
    void slowClockOfAmDoesNotDelayAKeepAlive() {
        assertThat(untilKeepAlive(idleFor(Duration.ofMinutes(30), Duration.ofMinutes(-40))))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void keepAliveIsDueAMinuteAfterTheLastUse() {
        assertThat(untilKeepAlive(idleFor(Duration.ofMinutes(30), Duration.ZERO)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(untilKeepAlive(idleFor(Duration.ofMinutes(30), Duration.ofSeconds(40))))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(untilKeepAlive(idleFor(Duration.ofMinutes(30), Duration.ofMinutes(7))))
                .isZero();
    }

    @Test
    void keepAliveIsDueAfterAQuarterOfAShortIdleTime() {
        assertThat(untilKeepAlive(idleFor(Duration.ofMinutes(3), Duration.ZERO)))
                .isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void keepAliveIsDueAtOnceWithinTheThreshold() {
        assertThat(untilKeepAlive(idleFor(Duration.ofSeconds(150), Duration.ofSeconds(30))))
                .isZero();
        assertThat(untilKeepAlive(idleFor(Duration.ofSeconds(150), Duration.ofSeconds(10))))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void sessionWithoutIdleTimeIsKeptAliveOnceAMinute() {
        assertThat(untilKeepAlive(session(null, null))).isEqualTo(Duration.ofMinutes(1));
        assertThat(SessionRules.idleTime(session(null, null))).isNull();
    }

    private static Duration untilKeepAlive(SsoIdentity identity) {
        return SessionRules.untilKeepAlive(identity, NOW, THRESHOLD);
    }

    private static SsoIdentity idleFor(Duration idleTime, Duration unused) {
        Instant since = NOW.minus(unused);
        return new SsoIdentity("alice", "/", null, since, since.plus(idleTime), NOW.plusSeconds(7_200), null, Map.of());
    }

    private static SsoIdentity session(@Nullable Instant idle, @Nullable Instant max) {
        return new SsoIdentity("alice", "/", null, null, idle, max, null, Map.of());
    }
}
