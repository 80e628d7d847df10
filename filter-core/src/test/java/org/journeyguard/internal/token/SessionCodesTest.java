package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a session, its tokens or their store while a code is exchanged. */
class SessionCodesTest {
    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestNode node = new TestNode(new MemoryEngine(am.time()::nanoTime));
    private final TestTokens app = TestTokens.on(node, am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        app.close();
        am.close();
    }

    static List<Named<Consumer<SessionCodesTest>>> ends() {
        return List.of(
                Named.of("logout", test -> test.user.logout()),
                Named.of("revocation", test -> test.user.revoke()),
                Named.of("end at AM", test -> test.app.keeper().abandon(test.session.digest())));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void endDuringAnExchangeRevokesTheNewTokens(Consumer<SessionCodesTest> end) {
        app.accepts(session);
        AuthorizationCode code = user.authorize();
        holdExchange();
        try (ParallelCalls<Object> call = ParallelCalls.start(1, i -> outcome(code))) {
            Await.until("AM issues tokens", () -> am.count(SdkParity.EXCHANGE) == 1);
            end.accept(this);
            gate.countDown();
            assertThat(call.results()).hasOnlyElementsOfType(JourneyException.class);
        }
        assertThat(app.hadTokens(session)).isFalse();
        Await.until("they end at AM", () -> am.count(SdkParity.REVOKE) == 1);
    }

    @Test
    void refreshDuringAnExchangeIsKept() {
        user.token();
        AuthorizationCode code = user.authorize();
        holdExchange();
        try (ParallelCalls<Object> call = ParallelCalls.start(1, i -> outcome(code))) {
            Await.until("AM is asked", () -> am.count(SdkParity.EXCHANGE) == 2);
            Token refreshed = user.refresh();
            gate.countDown();
            assertThat(call.results()).isEqualTo(List.of(refreshed));
            assertThat(user.token()).isEqualTo(refreshed);
            assertThat(am.isActive(refreshed.accessToken())).isTrue();
        }
    }

    @Test
    void nothingIsExchangedDuringAnOutageOfTheStore() {
        AuthorizationCode code = user.authorize();
        node.connection().cutOff();
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> user.exchange(code));
        assertThat(am.count(SdkParity.EXCHANGE)).isZero();
    }

    @Test
    void codeOfTheApplicationsOwnIsNotSentToAm() {
        AuthorizationCode real = user.authorize();
        AuthorizationCode copy = new AuthorizationCode() {
            @Override
            public String code() {
                return real.code();
            }

            @Override
            public String verifier() {
                return real.verifier();
            }

            @Override
            public String nonce() {
                return real.nonce();
            }

            @Override
            public URI redirectUri() {
                return real.redirectUri();
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> user.exchange(copy));
        assertThat(am.count(SdkParity.EXCHANGE)).isZero();
    }

    @Test
    void parallelExchangesOfOneCodeMakeOneCall() {
        AuthorizationCode code = user.authorize();
        try (ParallelCalls<Object> calls = ParallelCalls.start(20, i -> outcome(code))) {
            assertThat(calls.results()).filteredOn(Token.class::isInstance).hasSize(1);
        }
        assertThat(am.count(SdkParity.EXCHANGE)).isOne();
    }

    private Object outcome(AuthorizationCode code) {
        try {
            return user.exchange(code);
        } catch (JourneyException e) {
            return e;
        }
    }

    /** AM issues tokens, and its answer is held up. */
    private void holdExchange() {
        Fault held = (call, honest) -> {
            FakeReply reply = honest.call();
            gate.await();
            return reply;
        };
        am.fake().set(held.onlyWith(SdkParity.EXCHANGE));
    }
}
