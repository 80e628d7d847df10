package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.client;
import static org.journeyguard.internal.journey.TestJourneys.failure;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.journeyguard.Session;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AM, or what stands in front of it, answers instead of a step. */
class OddAnswersTest extends WithJourneys {
    @BeforeEach
    void start() {
        start(FakeAm.Kind.PINGAM);
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void faultAtTheStartIsAnOutageUnlessAmStatesAFailure(Fault fault) {
        try (JourneyClient.Standalone impatient = client(am, "journey.am.timeout", "PT0.5S")) {
            am.set(fault);
            assertUnavailableOr400(() -> impatient.start("Login"));
            assertUnavailableOr400(() -> impatient.startLevel(5));
            assertUnavailableOr400(() -> impatient.resume("x"));
        }
    }

    static Stream<Fault> faultsWithoutWaiting() {
        return Stream.of(
                Fault.DROP,
                Fault.DROP_AFTER_ANSWERING,
                Fault.reply(400, "{\"code\":400}"),
                Fault.reply(502, "<html>"),
                Fault.reply(200, "<html>"));
    }

    @ParameterizedTest
    @MethodSource("faultsWithoutWaiting")
    void faultInALaterStepIsAnOutageUnlessAmStatesAFailure(Fault fault) {
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        am.set(fault);
        assertUnavailableOr400(prompt::next);
        assertUnavailableOr400(prompt::restart);
    }

    private static void assertUnavailableOr400(Supplier<JourneyStep> call) {
        try {
            assertThat(failure(call.get()).code()).isEqualTo(400);
        } catch (Unavailable e) {
            assertThat(e.retryAfter()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tokenId\":\"\"}",
                "{\"tokenId\":\"two words\",\"realm\":\"/\"}",
                "{\"tokenId\":17}",
                "{\"successUrl\":\"/am/console\",\"realm\":\"/\"}",
                "{\"authId\":\"\",\"callbacks\":[]}",
                "{\"authId\":\"a\",\"authId\":\"b\",\"callbacks\":[]}"
            })
    void responseWithoutCallbacksOrSessionIsAnOutage(String json) {
        am.set(Fault.reply(200, json));
        assertThatThrownBy(() -> journeys.start("Login")).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"authId\":\"a\"}",
                "{\"authId\":\"a\",\"callbacks\":null,\"stage\":null,\"header\":7}",
                "{\"authId\":\"a\",\"callbacks\":[null,1,[]]}"
            })
    void stepWithoutCallbacksIsAPrompt(String json) {
        am.set(Fault.reply(200, json));
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        assertThat(prompt.callbacks()).isEmpty();
        assertThat(prompt.stage()).isEmpty();
        assertThat(prompt.header()).isEmpty();
    }

    /** As documented for Advanced Identity Cloud with HttpOnly cookies, and with {@code noSession}. */
    @Test
    void emptyTokenMeansTheSentSession() {
        Session session = signIn("alice");
        am.set(Fault.reply(200, "{\"tokenId\":\"\",\"successUrl\":\"/enduser/?realm=/alpha\",\"realm\":\"/alpha\"}")
                .onlyFor("/authenticate"));
        assertThat(success(journeys.start("Login", JourneyOptions.NONE.upgrading(session)))
                        .session())
                .hasValue(session);
        am.set(Fault.reply(200, "{\"successUrl\":\"/enduser/?realm=/alpha\",\"realm\":\"/alpha\"}"));
        JourneyStep.Success checked = success(journeys.start("Login", JourneyOptions.NONE.withoutSession()));
        assertThat(checked.session()).isEmpty();
        assertThat(checked.realm()).isEqualTo("/alpha");
    }

    @Test
    void failureHasTheDetailsOfAmsResponse() {
        am.set(Fault.reply(
                401,
                "{\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Login failure\","
                        + "\"detail\":{\"failureUrl\":\"https://shop.example.com/help\",\"errorCode\":\"103\"}}"));
        JourneyStep.Failure failure = failure(journeys.start("Login"));
        assertThat(failure.failureUrl()).hasValue("https://shop.example.com/help");
        assertThat(failure.detail().getString("errorCode")).isEqualTo("103");
        assertThat(failure.isTimedOut()).isFalse();
        am.set(Fault.reply(401, "{\"failureUrl\":\"/help\"}"));
        failure = failure(journeys.start("Login"));
        assertThat(failure.code()).isEqualTo(401);
        assertThat(failure.message()).isEmpty();
        assertThat(failure.failureUrl()).hasValue("/help");
        am.set(Fault.reply(404, "{\"code\":404,\"reason\":\"Not Found\",\"message\":\"Realm not found\"}"));
        assertThat(failure(journeys.start("Login")).code()).isEqualTo(404);
    }

    @Test
    void answeredStepIsNotAnsweredTwice() {
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        prompt.set(NameCallback.class, "alice");
        prompt.set(PasswordCallback.class, PASSWORD);
        success(prompt.next());
        assertThat(failure(prompt.next()).isTimedOut()).isTrue();
    }

    @Test
    void stepCanBeAnsweredAfterAnOutage() {
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        prompt.set(NameCallback.class, "alice");
        prompt.set(PasswordCallback.class, PASSWORD);
        am.set(Fault.reply(FakeReply.json(503, "")));
        assertThatThrownBy(prompt::next).isInstanceOf(Unavailable.class);
        am.set(Fault.NONE);
        assertThat(success(prompt.next()).session()).isPresent();
    }

    /** A flood of sign-ins leaves room for the sessions of users who have signed in. */
    @Test
    void signInsAreLimitedSeparatelyFromKnownSessions() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (JourneyClient.Standalone limited = client(am, "journey.am.max-calls", "1", "journey.am.timeout", "PT3S")) {
            Session session = signIn("alice");
            limited.user(session);
            am.set(Fault.heldBy(gate).onlyFor("/authenticate"));
            am.forgetCalls();
            for (int i = 0; i < 4; i++) {
                Future<?> unused = threads.submit(() -> limited.start("Login"));
            }
            Await.until(
                    "a sign-in waits for AM", () -> am.calls("/authenticate").size() == 1);
            assertThatThrownBy(() -> limited.start("Login"))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("too many concurrent sign-ins");
            assertThat(limited.user(session).getName()).isEqualTo("alice");
            assertThat(am.mostInFlight()).isLessThan(4);
        } finally {
            gate.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void invalidSettingsAreReported() {
        assertThatThrownBy(() -> client(am, "journey.am.timeout", "soon", "journey.am.realm", "alpha"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("journey.am.timeout")
                .hasMessageContaining("journey.am.realm");
    }
}
