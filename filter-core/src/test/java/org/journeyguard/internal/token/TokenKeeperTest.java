package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens are renewed ahead of time, and end with their session. */
class TokenKeeperTest {
    private static final String AUTHORIZE = SdkParity.AUTHORIZE;
    private static final String REFRESH = SdkParity.REFRESH;
    private static final String REVOKE = SdkParity.REVOKE;
    private static final Duration INSIDE_THE_THRESHOLD = Duration.ofSeconds(20);
    private static final Duration AHEAD_OF_THE_THRESHOLD = Duration.ofSeconds(45);

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestTokens app = TestTokens.of(am.url(), am.time());
    private final TokenKeeper keeper = app.keeper();
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    @Test
    void touchWithoutTokensDoesNothing() {
        keeper.renewIfDue(session);
        am.time().pass(Duration.ofDays(1));
        keeper.renewIfDue(session);
        assertThat(am.count("")).isZero();
    }

    @Test
    void touchOfAFreshTokenMakesNoCall() {
        Token token = user.token();
        long calls = am.count("");
        keeper.renewIfDue(session);
        assertThat(user.token()).isEqualTo(token);
        assertThat(am.count("")).isEqualTo(calls);
    }

    @Test
    void touchesOfADueTokenRenewItOnceInTheBackground() {
        Token old = makeDue();
        CountDownLatch gate = new CountDownLatch(1);
        am.fake().set(Fault.heldBy(gate).onlyWith(REFRESH));
        try (ParallelCalls<Boolean> requests = ParallelCalls.start(100, i -> {
            keeper.renewIfDue(session);
            return true;
        })) {
            assertThat(requests.results()).hasSize(100);
        }
        Await.until("it is being renewed", () -> am.count(REFRESH) == 1);
        assertThat(am.isActive(old.accessToken())).isTrue();

        gate.countDown();
        Token renewed = user.token();
        assertThat(renewed).isNotEqualTo(old);
        keeper.renewIfDue(session);
        assertThat(user.token()).isEqualTo(renewed);
        assertThat(am.count(REFRESH)).isOne();
    }

    @Test
    void touchAheadOfTheThresholdRenewsAndNobodyWaits() {
        Token old = makeExpireIn(AHEAD_OF_THE_THRESHOLD);
        CountDownLatch gate = new CountDownLatch(1);
        am.fake().set(Fault.heldBy(gate).onlyWith(REFRESH));
        keeper.renewIfDue(session);
        Await.until("it is being renewed", () -> am.count(REFRESH) == 1);
        assertThat(user.token()).isEqualTo(old);

        gate.countDown();
        Await.until("it is renewed", () -> !user.token().equals(old));
        keeper.renewIfDue(session);
        app.finishBackground();
        assertThat(am.count(REFRESH)).isOne();
    }

    @Test
    void callAheadOfTheThresholdRenewsNothing() {
        Token old = makeExpireIn(AHEAD_OF_THE_THRESHOLD);
        long calls = am.count("");
        assertThat(user.token()).isEqualTo(old);
        assertThat(am.count("")).isEqualTo(calls);
    }

    @Test
    void failedRenewalAheadOfTheThresholdIsRepeatedAfterThePause() {
        Token old = makeExpireIn(AHEAD_OF_THE_THRESHOLD);
        am.answer("/oauth2/", 503, "");
        keeper.renewIfDue(session);
        app.finishBackground();
        assertThat(user.token()).isEqualTo(old);
        am.heal();
        keeper.renewIfDue(session);
        app.finishBackground();
        assertThat(user.token()).isEqualTo(old);

        am.time().pass(BackgroundTasks.RETRY_AFTER);
        keeper.renewIfDue(session);
        app.finishBackground();
        assertThat(user.token()).isNotEqualTo(old);
    }

    @Test
    void touchRunAfterARenewalDoesNotRenewAgain() {
        makeDue();
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            app.guard().background().submit(() -> await(gate));
        }
        keeper.renewIfDue(session);
        Token renewed = user.token();
        CountDownLatch done = new CountDownLatch(1);
        app.guard().background().submit(done::countDown);
        gate.countDown();
        await(done);
        app.finishBackground();
        assertThat(user.token()).isEqualTo(renewed);
        assertThat(am.count(REFRESH)).isOne();
    }

    @Test
    void failedRenewalIsNotRepeatedAtOnceWhileTheTokenIsValid() {
        Token old = makeDue();
        am.answer("/oauth2/", 503, "");
        assertThat(user.token()).isEqualTo(old);
        long calls = am.count("");
        assertThat(user.token()).isEqualTo(old);
        keeper.renewIfDue(session);
        assertThat(am.count("")).isEqualTo(calls);

        am.heal();
        am.time().pass(BackgroundTasks.RETRY_AFTER);
        assertThat(user.token()).isNotEqualTo(old);
    }

    @Test
    void failedRenewalIsRepeatedAfterThePause() {
        makeDue();
        am.answer("/oauth2/", 429, "");
        keeper.renewIfDue(session);
        Await.until("it was tried", () -> am.count(REFRESH) == 1);
        keeper.renewIfDue(session);
        assertThat(am.count(REFRESH)).isOne();
        Await.until("it is tried again", () -> {
            am.time().pass(Duration.ofSeconds(1));
            keeper.renewIfDue(session);
            return am.count(REFRESH) > 1;
        });
    }

    @Test
    void expiredTokenThatCannotBeRenewedIsNotReturned() {
        Token old = makeDue();
        am.time().pass(INSIDE_THE_THRESHOLD);
        am.answer("/oauth2/", 503, "");
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user::token);
        am.heal();
        am.time().pass(Duration.ofSeconds(10));
        assertThat(user.token()).isNotEqualTo(old);
    }

    @Test
    void revocationRemovesTheTokensBeforeItCallsAm() {
        Token old = user.token();
        am.drop(REVOKE);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(user::revoke);
        assertThat(app.hadTokens(session)).isFalse();
        assertThat(app.validate(old)).isEqualTo(Authentication.refused());
    }

    @Test
    void revocationWithoutTokensSucceedsWithoutACall() {
        user.revoke();
        user.revoke();
        assertThat(am.count("")).isZero();
    }

    @Test
    void tokensOfAnAbandonedSessionAreRevokedInTheBackground() {
        Token token = user.token();
        keeper.abandon(session.digest());
        assertThat(app.hadTokens(session)).isFalse();
        Await.until("they end at AM", () -> !am.isActive(SdkParity.refreshToken(token)));
        assertThat(am.isActive(token.accessToken())).isFalse();
    }

    @Test
    void tokenIsRefusedAfterALogoutThatAmHasNotConfirmed() {
        app.accepts(session);
        Token token = user.token();
        am.drop("/am/");
        user.logout();
        am.heal();
        am.time().pass(Duration.ofSeconds(10));
        assertThat(am.has(session)).isTrue();
        long calls = am.count("");
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user::token);
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user::refresh);
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(user::userInfo);
        keeper.renewIfDue(session);
        assertThat(am.count("")).isEqualTo(calls);
        assertThat(app.validate(token)).isEqualTo(Authentication.refused());
    }

    @Test
    void sessionsOfOneUserHaveSeparateTokens() {
        SsoToken other = am.signIn("alice");
        Token mine = user.token();
        Token others = keeper.token(other, Renewal.IF_DUE);
        assertThat(others).isNotEqualTo(mine);
        user.revoke();
        assertThat(keeper.token(other, Renewal.IF_DUE)).isEqualTo(others);
        assertThat(am.isActive(others.accessToken())).isTrue();
    }

    @Test
    void accessTokenWithASpentRefreshTokenIsRevoked() {
        Token old = makeDue();
        am.dropAfterAnswering(REFRESH);
        Token renewed = user.token();
        assertThat(am.isActive(renewed.accessToken())).isTrue();
        Await.until("the old access token ends", () -> !am.isActive(old.accessToken()));
        assertThat(am.count(AUTHORIZE)).isEqualTo(2);
    }

    private Token makeDue() {
        return makeExpireIn(INSIDE_THE_THRESHOLD);
    }

    private Token makeExpireIn(Duration left) {
        Token token = user.token();
        am.time()
                .pass(Duration.between(am.time().instant(), token.expiresAt().orElseThrow())
                        .minus(left));
        return token;
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
