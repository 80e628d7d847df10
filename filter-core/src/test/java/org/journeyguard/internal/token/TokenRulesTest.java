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
        // a life shorter than the threshold, or not four and a half times as long: when two ninths are left
        "20, 27, 60, FRESH",
        "21, 27, 60, DUE",
        "69, 90, 30, FRESH",
        "70, 90, 30, DUE",
        "104, 135, 30, FRESH",
        "105, 135, 30, DUE",
        "0, 9, 30, FRESH",
        "6, 9, 30, FRESH",
        "7, 9, 30, DUE",
        "9, 9, 30, EXPIRED",
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
    @CsvSource({
        "3600, 30, 3555",
        "3600, 0, 3600",
        "135, 30, 90",
        "90, 30, 60",
        "30, 60, 20",
        "0, 30, 0",
        "3600, 9223372036854775807, 2400"
    })
    void requestRenewsOneAndAHalfThresholdsBeforeExpiryButNotBeforeTheLastThird(
            long life, long threshold, long renewed) {
        assertThat(untilRenewal(issued(ISSUED.plusSeconds(life)), ISSUED, threshold))
                .isEqualTo(Duration.ofSeconds(renewed));
    }

    @Test
    void overdueTokenIsRenewedNow() {
        assertThat(untilRenewal(issued(ISSUED.plusSeconds(60)), ISSUED.plusSeconds(3_600), 30))
                .isNegative();
    }

    @Test
    void tokenWithoutExpiryIsFreshUntilItsNextCheck() {
        TokenSet tokens = issued(null);
        assertThat(freshness(tokens, ISSUED)).isEqualTo(Freshness.FRESH);
        assertThat(freshness(tokens, ISSUED.plus(BELIEVED).minusNanos(1))).isEqualTo(Freshness.FRESH);
        assertThat(freshness(tokens, ISSUED.plus(BELIEVED))).isEqualTo(Freshness.UNCHECKED);
        assertThat(untilRenewal(tokens, ISSUED, 30)).isEqualTo(BELIEVED);
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

    private static Duration untilRenewal(TokenSet tokens, Instant now, long threshold) {
        return TokenRules.untilRenewal(tokens, now, Duration.ofSeconds(threshold), BELIEVED);
    }

    private static TokenSet issued(@Nullable Instant expiresAt) {
        return new TokenSet(new Token("a", "r", null, "Bearer", Set.of(), expiresAt), ISSUED, ISSUED, true);
    }
}
