package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However often one user has good tokens renewed, it costs AM and the memory little. */
class ForcedRenewalTest {
    private static final String REFRESH = SdkParity.REFRESH;
    private static final URI ORDERS = URI.create("https://orders.example.com/api");
    private static final URI BILLING = URI.create("https://billing.example.com/api");

    private final FakeParty am = new FakeParty(FakeAm.Kind.PINGAM);
    private final TestTokens app = TestTokens.of(
            am.url(), am.time(), "outgoing.targets", "https://orders.example.com, https://billing.example.com");
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    @Test
    void repeatedForcedRenewalsMakeOneRefresh() {
        Token first = user.token();
        Token second = user.refresh();
        for (int i = 0; i < 200; i++) {
            assertThat(user.refresh()).isEqualTo(second).isNotEqualTo(first);
        }
        assertThat(am.count(REFRESH)).isOne();
        assertThat(app.guard().tombstones().size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void forcedRenewalsAtAnyRateMakeAtMostOneRefreshPerPause(int seed) {
        Random random = new Random(seed);
        user.token();
        Duration passed = Duration.ZERO;
        Set<Token> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(user.refresh());
            app.finishBackground();
            Duration pause = Duration.ofMillis(random.nextInt(8_000));
            am.time().pass(pause);
            passed = passed.plus(pause);
        }
        long most = passed.dividedBy(RenewalSchedule.FORCED_AGAIN_AFTER) + 1;
        assertThat(seen).hasSizeLessThanOrEqualTo((int) most);
        assertThat(am.count(REFRESH)).isBetween(2L, most);
        assertThat(app.guard().tombstones().size()).isLessThanOrEqualTo(most);

        am.time().pass(Duration.ofHours(1).plusMinutes(3));
        assertThat(app.guard().tombstones().size()).isZero();
    }

    @Test
    void forcedRenewalAfterThePauseRefreshesAgain() {
        user.token();
        Token second = user.refresh();
        am.time().pass(RenewalSchedule.FORCED_AGAIN_AFTER);
        assertThat(user.refresh()).isNotEqualTo(second);
    }

    @Test
    void replacedTokenIsRefusedUntilItsExpiry() {
        Token old = user.token();
        user.refresh();
        assertThat(app.validate(old)).isEqualTo(Authentication.refused());
        am.time().pass(Duration.between(am.time().instant(), old.expiresAt().orElseThrow()));
        assertThat(app.guard().tombstones().size()).isOne();
        assertThat(app.validate(old)).isEqualTo(Authentication.refused());
    }

    @Test
    void revocationEndsThePause() {
        user.token();
        user.refresh();
        user.revoke();
        Token next = user.token();
        assertThat(user.refresh()).isNotEqualTo(next);
    }

    @Test
    void targetThatRefusesARenewedTokenGetsNoOtherForAMinute() {
        Token first = user.tokenFor(ORDERS, Renewal.IF_DUE).orElseThrow();
        Token second = user.tokenFor(ORDERS, Renewal.FORCE).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        am.time().pass(RenewalSchedule.FORCED_AGAIN_AFTER.multipliedBy(2));

        assertThat(user.tokenFor(ORDERS, Renewal.FORCE)).contains(second);
        Token third = user.tokenFor(BILLING, Renewal.FORCE).orElseThrow();
        assertThat(third).isNotEqualTo(second);

        am.time().pass(OutgoingTokens.RENEWED_AGAIN_AFTER);
        assertThat(user.tokenFor(ORDERS, Renewal.FORCE)).get().isNotEqualTo(third);
    }
}
