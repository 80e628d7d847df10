package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.journeyguard.Token;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When tokens are to be renewed. */
class TokenRulesTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({
        // of a token that lives for an hour, with the threshold of 30 s
        "0, 3600, 30, FRESH",
        "3569, 3600, 30, FRESH",
        "3570, 3600, 30, DUE",
        "3599, 3600, 30, DUE",
        "3600, 3600, 30, EXPIRED",
        "9999, 3600, 30, EXPIRED",
        // a threshold of zero: only after expiry
        "3599, 3600, 0, FRESH",
        "3600, 3600, 0, EXPIRED",
        // a life shorter than the threshold, or not three times as long: when a third is left
        "19, 30, 60, FRESH",
        "20, 30, 60, DUE",
        "59, 90, 30, FRESH",
        "60, 90, 30, DUE",
        "0, 3, 30, FRESH",
        "1, 3, 30, FRESH",
        "2, 3, 30, DUE",
        "3, 3, 30, EXPIRED",
        // no life at all
        "0, 0, 30, EXPIRED"
    })
    void tokenIsFreshThenDueThenExpired(long age, long life, long threshold, Freshness expected) {
        TokenSet tokens = issued(ISSUED.plusSeconds(life));
        Instant now = ISSUED.plusSeconds(age);
        assertThat(TokenRules.freshness(tokens, now, Duration.ofSeconds(threshold), BELIEVED))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3600, 30, 3570", "3600, 0, 3600", "30, 60, 20", "0, 30, 0"})
    void tokenIsDueOneThresholdBeforeItsExpiry(long life, long threshold, long due) {
        assertThat(untilDue(issued(ISSUED.plusSeconds(life)), ISSUED, threshold))
                .isEqualTo(Duration.ofSeconds(due));
    }

    @Test
    void overdueTokenIsDueNow() {
        assertThat(untilDue(issued(ISSUED.plusSeconds(60)), ISSUED.plusSeconds(3_600), 30))
                .isNegative();
    }

    @Test
    void tokenWithoutExpiryIsFreshUntilItsNextCheck() {
        TokenSet tokens = issued(null);
        assertThat(freshness(tokens, ISSUED)).isEqualTo(Freshness.FRESH);
        assertThat(freshness(tokens, ISSUED.plus(BELIEVED).minusNanos(1))).isEqualTo(Freshness.FRESH);
        assertThat(freshness(tokens, ISSUED.plus(BELIEVED))).isEqualTo(Freshness.UNCHECKED);
        assertThat(untilDue(tokens, ISSUED, 30)).isEqualTo(BELIEVED);
    }

    @Test
    void checkedTokenIsFreshFromTheCheckOn() {
        Instant later = ISSUED.plus(Duration.ofHours(1));
        TokenSet checked = issued(null).checked(later, null);
        assertThat(freshness(checked, later.plus(BELIEVED).minusNanos(1))).isEqualTo(Freshness.FRESH);
        assertThat(freshness(checked, later.plus(BELIEVED))).isEqualTo(Freshness.UNCHECKED);
    }

    @Test
    void expiryFromIntrospectionApplies() {
        Instant later = ISSUED.plus(Duration.ofHours(1));
        TokenSet checked = issued(null).checked(later, later.plusSeconds(600));
        assertThat(freshness(checked, later.plusSeconds(569))).isEqualTo(Freshness.FRESH);
        assertThat(freshness(checked, later.plusSeconds(570))).isEqualTo(Freshness.DUE);
        assertThat(freshness(checked, later.plusSeconds(600))).isEqualTo(Freshness.EXPIRED);
    }

    private static Freshness freshness(TokenSet tokens, Instant now) {
        return TokenRules.freshness(tokens, now, Duration.ofSeconds(30), BELIEVED);
    }

    private static Duration untilDue(TokenSet tokens, Instant now, long threshold) {
        return TokenRules.untilDue(tokens, now, Duration.ofSeconds(threshold), BELIEVED);
    }

    private static TokenSet issued(@Nullable Instant expiresAt) {
        return new TokenSet(new Token("a", "r", null, "Bearer", Set.of(), expiresAt), ISSUED, ISSUED, true);
    }
}
