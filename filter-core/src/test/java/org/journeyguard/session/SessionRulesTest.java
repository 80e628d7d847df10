package org.journeyguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.journeyguard.credential.Identity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant JUST_BEFORE = NOW.minusNanos(1);
    private static final Instant JUST_AFTER = NOW.plusNanos(1);

    @Test
    void aSessionHasEndedFromTheMomentOfEitherExpiryOn() {
        assertThat(SessionRules.hasEnded(session(NOW, null), NOW)).isTrue();
        assertThat(SessionRules.hasEnded(session(null, NOW), NOW)).isTrue();
        assertThat(SessionRules.hasEnded(session(JUST_BEFORE, JUST_AFTER), NOW)).isTrue();
        assertThat(SessionRules.hasEnded(session(JUST_AFTER, JUST_BEFORE), NOW)).isTrue();
    }

    @Test
    void aSessionHasNotEndedBefore() {
        assertThat(SessionRules.hasEnded(session(JUST_AFTER, JUST_AFTER), NOW)).isFalse();
    }

    @Test
    void aSessionWhoseExpiryNobodyTellsHasNotEnded() {
        assertThat(SessionRules.hasEnded(session(null, null), NOW)).isFalse();
    }

    @Test
    void theEndInAnyCaseIsTheMaximumAndNotTheIdleTimeThatUseProlongs() {
        assertThat(SessionRules.end(session(NOW, NOW.plusSeconds(60)), NOW)).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void anEndThatNobodyTellsIsAssumedADayAway() {
        assertThat(SessionRules.end(session(null, null), NOW)).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void whatMarksAnEndStandsBeyondItBecauseClocksDiffer() {
        assertThat(SessionRules.surelyOver(session(NOW, NOW.plusSeconds(60)), NOW))
                .isEqualTo(NOW.plusSeconds(60).plus(Duration.ofHours(1)));
    }

    @Test
    void whatAmConfirmsAfterItsEndByOurClockIsMarkedForADay() {
        assertThat(SessionRules.surelyOver(session(NOW, NOW), NOW)).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    private static Identity session(@Nullable Instant idle, @Nullable Instant max) {
        return new Identity("alice", "/", null, idle, max, Map.of());
    }
}
