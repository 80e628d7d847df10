package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tokens of sessions while the engine that nodes share does not answer. */
class EngineOutageTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BELIEVED = Duration.ofMinutes(1);
    private static final Duration TRIAL = Duration.ofSeconds(10);

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final MemoryEngine engine = new MemoryEngine(am.time()::nanoTime);
    private final TestNode node = new TestNode(engine);
    private final TestTokens one = TestTokens.on(node, am.url(), am.time());
    private final TestTokens two = TestTokens.on(new TestNode(engine), am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser here = one.user(session);
    private final JourneyUser there = two.user(session);

    @AfterEach
    void end() {
        one.close();
        two.close();
        am.close();
    }

    private void back() {
        node.connection().heal();
        am.time().pass(TRIAL);
        one.guard().tryAgain();
    }

    @Test
    void cachedTokenIsUsedForAMinuteOfAnOutage() {
        Token token = here.token();
        node.connection().cutOff();
        assertThat(here.token()).isEqualTo(token);
        assertThat(here.storedToken()).contains(token);
        assertThatThrownBy(() -> here.token(Renewal.FORCE)).isInstanceOf(Unavailable.class);
        am.time().pass(BELIEVED);
        assertThatThrownBy(here::token).isInstanceOf(Unavailable.class);
        assertThat(here.storedToken()).isEmpty();
        back();
        assertThat(here.token()).isEqualTo(token);
        assertThat(am.count(SdkParity.REFRESH)).isZero();
    }

    @Test
    void amSessionContinuesDuringAnEngineOutage() {
        here.token();
        node.connection().cutOff();
        am.time().pass(BELIEVED.plusSeconds(1));
        assertThat(one.accepts(session)).as("AM is asked").isTrue();
        am.time().pass(HOUR.minus(BELIEVED).minusSeconds(5));
        for (int i = 0; i < 10; i++) {
            one.keeper().renewIfDue(session);
            one.finishBackground();
        }
        assertThat(am.count(SdkParity.REFRESH)).isZero();
        back();
        one.keeper().renewIfDue(session);
        Await.until("it is renewed", () -> am.count(SdkParity.REFRESH) == 1);
    }

    @Test
    void tokensIssuedDuringAnEngineOutageAreStoredAfterwards() {
        Token old = here.token();
        am.time().pass(HOUR);
        am.beforeAnswering(SdkParity.REFRESH, node.connection()::cutOff);
        assertThatThrownBy(here::token).isInstanceOf(Unavailable.class);
        back();
        Token renewed = there.token();
        assertThat(renewed).isNotEqualTo(old);
        assertThat(am.isActive(renewed.accessToken())).isTrue();
        assertThat(here.token()).isEqualTo(renewed);
        assertThat(am.count(SdkParity.REFRESH)).isOne();
        assertThat(am.count(SdkParity.EXCHANGE)).isOne();
    }

    @Test
    void logoutDuringAnEngineOutageRevokesTokensAtAmThenInTheStore() {
        one.accepts(session);
        Token token = here.token();
        node.connection().cutOff();
        here.logout();
        assertThat(am.isActive(token.accessToken())).isFalse();
        assertThat(one.accepts(session)).isFalse();
        back();
        assertThat(two.keeper().find(session.digest())).isEmpty();
    }

    @Test
    void failedRevocationDuringAnEngineOutageIsDoneLater() {
        Token token = here.token();
        node.connection().cutOff();
        assertThatThrownBy(here::revoke).isInstanceOf(Unavailable.class);
        back();
        assertThat(two.keeper().find(session.digest())).isEmpty();
        Await.until("they end at AM", () -> !am.isActive(token.accessToken()));
    }

    @Test
    void nodeWithAnExpiredLeaseDoesNotOverwriteNewerTokens() {
        here.token();
        am.time().pass(HOUR);
        Token[] newer = new Token[1];
        am.beforeAnswering(SdkParity.REFRESH, () -> {
            am.time().pass(Duration.ofMinutes(1));
            newer[0] = there.token();
        });
        Token mine = here.token();
        assertThat(mine).isEqualTo(newer[0]);
        assertThat(two.keeper().stored(session)).contains(newer[0]);
        assertThat(am.isActive(newer[0].accessToken())).isTrue();
    }
}
