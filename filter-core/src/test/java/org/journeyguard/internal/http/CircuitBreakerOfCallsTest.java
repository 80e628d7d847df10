package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.observe.RoutedRequest;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses open the circuit breaker, and which calls it stops. */
class CircuitBreakerOfCallsTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken token = new SsoToken(am.signIn("alice"));
    private final AmClient client = new AmClient(
            am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), Duration.ofSeconds(5), time::nanoTime);

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @Test
    void droppedConnectionsOpenTheBreakerForAtMostTenSeconds() {
        am.set(Fault.DROP);
        ask(20, Priority.CONFIRMED);
        assertThat(am.calls()).hasSize(CircuitBreaker.FAILURES_TO_OPEN);

        am.set(Fault.NONE);
        time.pass(Duration.ofSeconds(10));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
        ask(3, Priority.CONFIRMED);
        assertThat(am.calls()).hasSize(CircuitBreaker.FAILURES_TO_OPEN + 4);
    }

    @Test
    void openBreakerIsAnOutageWithARetryAfter() {
        am.set(Fault.DROP);
        ask(5, Priority.CONFIRMED);
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOfSatisfying(
                        Authentication.Unavailable.class,
                        none -> assertThat(none.outage().retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void serverErrorsForKnownSessionsCount(int status) {
        am.set(Fault.reply(status, ""));
        ask(20, Priority.CONFIRMED);
        assertThat(am.calls()).hasSize(CircuitBreaker.FAILURES_TO_OPEN);
    }

    @Test
    void serverErrorsForUnknownTokensDoNotCount() {
        for (int i = 0; i < 20; i++) {
            client.sessionInfo(new SsoToken(FakeAm.UNDECODABLE + i), FakeAm.COOKIE, Priority.UNCONFIRMED);
        }
        assertThat(am.calls()).hasSize(20);
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.UNCONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    /** It may name a server that is down, while others serve. */
    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void gatewayErrorsOfRequestsWithLbCookieDoNotCount(int status) {
        am.set(Fault.reply(status, ""));
        Supplier<RequestInfo> before = CurrentRequest.enter(new Routed());
        try {
            ask(20, Priority.UNCONFIRMED);
        } finally {
            CurrentRequest.leave(before);
        }
        assertThat(am.calls()).hasSize(20);
        ask(20, Priority.UNCONFIRMED);
        assertThat(am.calls()).as("without the cookie").hasSize(20 + CircuitBreaker.FAILURES_TO_OPEN);
    }

    private static final class Routed implements RoutedRequest {
        @Override
        public String lbCookie() {
            return "amlbcookie=01";
        }

        @Override
        public String userAgent() {
            return "";
        }

        @Override
        public RequestInfo get() {
            return RequestInfo.NONE;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429})
    void clientErrorsDoNotCount(int status) {
        am.set(Fault.reply(status, "{}"));
        ask(20, Priority.CONFIRMED);
        assertThat(am.calls()).hasSize(20);
    }

    @Test
    void logoutIsSentWhileOpenAndClosesTheBreaker() {
        am.set(Fault.DROP);
        ask(5, Priority.CONFIRMED);
        am.set(Fault.NONE);
        SsoToken other = new SsoToken(am.signIn("bob"));
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isEqualTo(new AmResult.Value<>(true));
        assertThat(client.sessionInfo(other, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void logoutsWhileOpenAreLimited() {
        am.set(Fault.DROP);
        ask(5, Priority.CONFIRMED);
        am.set(Fault.HANG);
        try (ParallelCalls<AmResult<Boolean>> leaving = ParallelCalls.start(
                50, i -> client.logout(new SsoToken(am.signIn("user" + i)), FakeAm.COOKIE, client.deadline()))) {
            Await.until(
                    "all but a few are back",
                    () -> leaving.finished() == 50 - CircuitBreakerInterceptor.MAX_CALLS_WHILE_OPEN);
            Await.until(
                    "those few are at AM",
                    () -> am.calls("_action=logout").size() == CircuitBreakerInterceptor.MAX_CALLS_WHILE_OPEN);
            am.close();
            assertThat(leaving.results()).hasSize(50).hasOnlyElementsOfType(AmResult.NoAnswer.class);
        }
        assertThat(am.calls("_action=logout")).hasSize(CircuitBreakerInterceptor.MAX_CALLS_WHILE_OPEN);
    }

    private void ask(int times, Priority priority) {
        for (int i = 0; i < times; i++) {
            client.sessionInfo(token, FakeAm.COOKIE, priority);
        }
    }
}
