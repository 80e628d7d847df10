package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode.Operation;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes share the tokens of sessions. */
class TwoNodesTest {
    private static final int CROWD = 100;
    private static final String EXCHANGE = SdkParity.EXCHANGE;
    private static final String REFRESH = SdkParity.REFRESH;

    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final MemoryEngine engine = new MemoryEngine(am.time()::nanoTime);
    private final TestNode firstNode = new TestNode(engine);
    private final TestNode secondNode = new TestNode(engine);
    private final TestTokens one = TestTokens.on(firstNode, am.url(), am.time());
    private final TestTokens two = TestTokens.on(secondNode, am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser here = one.user(session);
    private final JourneyUser there = two.user(session);

    @AfterEach
    void end() {
        one.close();
        two.close();
        am.close();
    }

    @Test
    void twoNodesObtainTokensOnce() {
        assertThat(onBoth()).containsOnly(here.token());
        assertThat(am.count(EXCHANGE)).isOne();
        assertThat(am.count(REFRESH)).isZero();
    }

    @Test
    void twoNodesRefreshAnExpiredTokenOnce() {
        Token old = here.token();
        am.time().pass(Duration.ofHours(1));
        assertThat(onBoth()).containsOnly(here.token()).doesNotContain(old);
        assertThat(am.count(REFRESH)).isOne();
        assertThat(am.count(EXCHANGE)).isOne();
    }

    @Test
    void refreshTokenSpentByOneNodeIsNotSentByTheOther() {
        Token old = here.token();
        am.time().pass(Duration.ofHours(1));
        am.dropAfterAnswering(REFRESH);
        assertThat(onBoth()).containsOnly(there.token()).doesNotContain(old);
        assertThat(am.isActive(there.token().accessToken())).isTrue();
        assertThat(am.count(REFRESH)).isOne();
    }

    @Test
    void tokenRenewedByTheOtherNodeIsNotRenewedAgain() {
        here.token();
        there.token();
        am.time().pass(Duration.ofMinutes(60).minusSeconds(10));
        Token renewed = here.token();
        two.keeper().renewIfDue(session);
        two.finishBackground();
        am.time().pass(Duration.ofSeconds(60));
        two.keeper().renewIfDue(session);
        two.finishBackground();
        assertThat(there.token()).isEqualTo(renewed);
        assertThat(am.count(REFRESH)).isOne();

        am.time().pass(Duration.ofMinutes(60).minusSeconds(80));
        two.keeper().renewIfDue(session);
        Await.until("it is renewed in its time", () -> am.count(REFRESH) == 2);
    }

    @Test
    void tokenObtainedByTheOtherNodeIsRenewedWhenDue() {
        here.token();
        there.token();
        am.time().pass(Duration.ofMinutes(60).minusSeconds(10));
        two.keeper().renewIfDue(session);
        Await.until("it is renewed", () -> am.count(REFRESH) == 1);
    }

    @Test
    void tokensThatEndOnOneNodeEndOnTheOther() {
        one.accepts(session);
        Token token = there.token();
        here.logout();
        assertThat(am.isActive(token.accessToken())).isFalse();
        assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(there::token);
        two.keeper().renewIfDue(session);
        assertThat(am.count(REFRESH)).isZero();
    }

    @Test
    void leaseOfADeadNodeDelaysTheOtherOnlyUntilItExpires() {
        here.token();
        am.time().pass(Duration.ofHours(1));
        try (Cluster dead = new TestNode(engine).open(am.time()::nanoTime)) {
            String lease = dead.names().of(EntryNames.Kind.RENEWAL_LEASE, session.digest());
            assertThat(dead.quiet().putIfAbsent(lease, new byte[] {1}, Duration.ofSeconds(6)))
                    .isTrue();
        }
        secondNode.connection().resetCounts();
        try (ParallelCalls<Boolean> waiting =
                ParallelCalls.start(1, i -> there.tryToken().isPresent())) {
            Await.until(
                    "it tries to take the lease again",
                    () -> secondNode.connection().count(Operation.PUT_IF_ABSENT) > 1);
            am.time().pass(Duration.ofSeconds(5));
            assertThat(waiting.results()).containsExactly(false);
        }
        assertThat(am.count(REFRESH)).isZero();
        am.time().pass(Duration.ofSeconds(1));
        assertThat(am.isActive(there.token().accessToken())).isTrue();
        assertThat(am.count(REFRESH)).isOne();
    }

    private List<Token> onBoth() {
        try (ParallelCalls<Token> crowd = ParallelCalls.start(CROWD, i -> (i % 2 == 0 ? here : there).token())) {
            return crowd.results();
        }
    }
}
