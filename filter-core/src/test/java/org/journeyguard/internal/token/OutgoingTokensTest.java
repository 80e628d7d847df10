package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.journeyguard.ApiError;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services that are named get a token, as it is or exchanged; nobody else gets one. */
class OutgoingTokensTest {
    private static final String EXCHANGE = "token-exchange";
    private static final URI PLAIN = URI.create("https://plain.example.com/api/things");
    private static final URI ORDERS = URI.create("https://orders.example.com/api/orders");

    private final FakeParty am = new FakeParty(FakeAm.Kind.PINGAM);
    private final TestTokens app = TestTokens.of(
            am.url(),
            am.time(),
            "outgoing.targets",
            "https://plain.example.com, https://orders.example.com/api",
            "outgoing.exchange",
            "https://orders.example.com/api=orders");
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);

    OutgoingTokensTest() {
        am.fake().oauth().allowExchange();
    }

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    private Token orders(Renewal renewal) {
        return user.tokenFor(ORDERS, renewal).orElseThrow();
    }

    @Test
    void targetGetsTheUsersTokenRenewedInTime() {
        Token token = user.tokenFor(PLAIN, Renewal.IF_DUE).orElseThrow();
        assertThat(token).isEqualTo(user.token());

        am.time().pass(Duration.ofMinutes(59).plusSeconds(40));

        assertThat(user.tokenFor(PLAIN, Renewal.IF_DUE)).get().isNotEqualTo(token);
    }

    @Test
    void otherUriGetsNoTokenAndMakesNoCall() {
        assertThat(user.tokenFor(URI.create("https://evil.example/api"), Renewal.IF_DUE))
                .isEmpty();
        assertThat(am.count("")).isZero();
    }

    @Test
    void targetWithAnAudienceGetsAnExchangedTokenFromTheCache() {
        Token token = orders(Renewal.IF_DUE);

        assertThat(token.accessToken()).isNotEqualTo(user.token().accessToken());
        assertThat(token.refreshToken()).isEmpty();
        assertThat(am.isActive(token.accessToken())).isTrue();
        assertThat(am.fake().callsWith("audience=orders")).hasSize(1);
        assertThat(orders(Renewal.IF_DUE)).isEqualTo(token);
        assertThat(am.count(EXCHANGE)).isOne();
    }

    @Test
    void mostSpecificTargetApplies() {
        try (TestTokens nested = TestTokens.of(
                am.url(),
                am.time(),
                "outgoing.targets",
                "https://orders.example.com, https://orders.example.com/api",
                "outgoing.exchange",
                "https://orders.example.com/api=orders")) {
            JourneyUser alice = nested.user(session);
            assertThat(alice.tokenFor(URI.create("https://orders.example.com/"), Renewal.IF_DUE))
                    .contains(alice.token());
            assertThat(alice.tokenFor(ORDERS, Renewal.IF_DUE)).get().isNotEqualTo(alice.token());
        }
    }

    @Test
    void newAccessTokenOfTheUserIsExchangedAgain() {
        Token token = orders(Renewal.IF_DUE);
        assertThat(orders(Renewal.FORCE)).isNotEqualTo(token);
        assertThat(am.count(EXCHANGE)).isEqualTo(2);
    }

    @Test
    void concurrentCallsMakeOneExchange() {
        user.token();
        try (ParallelCalls<Token> calls = ParallelCalls.start(20, number -> orders(Renewal.IF_DUE))) {
            assertThat(Set.copyOf(calls.results())).hasSize(1);
        }
        assertThat(am.count(EXCHANGE)).isOne();
    }

    @Test
    void dueExchangedTokenIsReplaced() {
        Token token = orders(Renewal.IF_DUE);
        am.time().pass(Duration.ofMinutes(59).plusSeconds(40));
        assertThat(orders(Renewal.IF_DUE)).isNotEqualTo(token);
    }

    @Test
    void refusedExchangeSendsNoToken() {
        FakeParty other = new FakeParty(FakeAm.Kind.PINGAM);
        try (other;
                TestTokens elsewhere = TestTokens.of(
                        other.url(),
                        other.time(),
                        "outgoing.targets",
                        "https://orders.example.com/api",
                        "outgoing.exchange",
                        "https://orders.example.com/api=orders")) {
            JourneyUser bob = elsewhere.user(other.signIn("bob"));
            assertThatThrownBy(() -> bob.tokenFor(ORDERS, Renewal.IF_DUE))
                    .isInstanceOfSatisfying(
                            ApiError.class, error -> assertThat(error.error()).isEqualTo("unsupported_grant_type"));
        }
    }

    @Test
    void exchangeDuringAnOutageIsUnavailable() {
        user.token();
        am.fake().set(Fault.reply(503, "{}").onlyWith(EXCHANGE));
        assertThatThrownBy(() -> orders(Renewal.IF_DUE)).isInstanceOf(Unavailable.class);
        am.fake().set(Fault.NONE);
        am.time().pass(Duration.ofSeconds(10));
        assertThat(am.isActive(orders(Renewal.IF_DUE).accessToken())).isTrue();
    }

    @Test
    void exchangedTokenEndsWithTheUsersTokens() {
        Token token = orders(Renewal.IF_DUE);

        user.revoke();

        Await.until("it has ended at AM", () -> !am.isActive(token.accessToken()));
        assertThat(orders(Renewal.IF_DUE)).isNotEqualTo(token);
    }
}
