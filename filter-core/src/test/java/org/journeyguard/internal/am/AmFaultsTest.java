package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Silence is never "no", and never an exception. */
class AmFaultsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration TIMEOUT_AND_SOME_TOLERANCE = Duration.ofSeconds(3);
    private static final SsoIdentity ALICE = new SsoIdentity("alice", "/", null, null, null, null, null, Map.of());

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken token = new SsoToken(am.signIn("alice"));
    private final AmClient client =
            new AmClient(am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), TIMEOUT, System::nanoTime);

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void everyFaultIsAnOutageWithinTheDeadline(Fault fault) {
        am.set(fault);
        long start = System.nanoTime();
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT_AND_SOME_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void everyFaultIsAnOutageForAllCalls(Fault fault) {
        am.set(fault);
        assertThat(client.serverInfo()).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline())).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(client.attributes().successUrl(token, FakeAm.COOKIE, "/")).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(client.attributes().userAttribute(token, FakeAm.COOKIE, ALICE, "mail"))
                .isInstanceOf(AmResult.NoAnswer.class);
    }

    @Test
    void stoppedAmIsAnOutageAtOnce() {
        am.close();
        try (AmClient patient = new AmClient(
                am.url(),
                "/",
                ConnectionSettings.direct(Duration.ofSeconds(30)),
                Duration.ofSeconds(60),
                System::nanoTime)) {
            assertThat(patient.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                    .isEqualTo(new Authentication.Unavailable<>(
                            new Outage("getSessionInfo: connection failed", Duration.ofSeconds(2))));
        }
    }

    @Test
    void sessionInfoWithoutRealmOrNameIsAnOutage() {
        for (String answer : new String[] {
            "{}",
            "{\"valid\":true}",
            "{\"username\":\"alice\"}",
            "{\"realm\":\"/\"}",
            "{\"username\":\"\",\"realm\":\"/\"}"
        }) {
            am.set(Fault.reply(200, answer));
            assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                    .as(answer)
                    .isInstanceOf(Authentication.Unavailable.class);
        }
    }

    @Test
    void serverInfoWithoutACookieNameIsAnOutage() {
        for (String answer : new String[] {"{}", "{\"cookieName\":null}", "{\"cookieName\":\"\"}"}) {
            am.set(Fault.reply(200, answer));
            assertThat(client.serverInfo()).as(answer).isInstanceOf(AmResult.NoAnswer.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 1", "61, 60", "99999999999, 2", "'Wed, 21 Oct 2026 07:28:00 GMT', 2", "-1, 2", "soon, 2"})
    void retryAfterOfAmIsLimited(String wanted, int seconds) {
        am.set(Fault.reply(FakeReply.json(429, "{}").with("Retry-After", wanted)));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isEqualTo(new Authentication.Unavailable<>(
                        new Outage("getSessionInfo: status 429", Duration.ofSeconds(seconds))));
    }

    @Test
    void descriptionOfAFaultOmitsTheToken() {
        am.set((call, honest) -> FakeReply.json(500, call.header(FakeAm.COOKIE)));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED).toString())
                .doesNotContain(token.value());
        assertThat(client.logout(token, FakeAm.COOKIE, client.deadline()).toString())
                .doesNotContain(token.value());
    }
}
