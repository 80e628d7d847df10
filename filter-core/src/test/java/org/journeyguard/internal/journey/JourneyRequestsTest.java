package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.run;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.observe.RoutedRequest;
import org.journeyguard.journey.Callback;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AM receives. */
class JourneyRequestsTest extends WithJourneys {
    /** As a browser's request, through a load balancer. */
    private record BrowserRequest(String agent) implements RoutedRequest {
        @Override
        public RequestInfo get() {
            return new RequestInfo("192.0.2.7", "POST", "/sign-in", "");
        }

        @Override
        public @Nullable String lbCookie() {
            return "amlbcookie=01";
        }

        @Override
        public String userAgent() {
            return agent;
        }
    }

    @BeforeEach
    void start() {
        start(FakeAm.Kind.PINGAM);
    }

    private List<FakeCall> steps() {
        return am.calls("/authenticate");
    }

    private void within(BrowserRequest request, Runnable task) {
        Supplier<RequestInfo> before = CurrentRequest.enter(request);
        try {
            task.run();
        } finally {
            CurrentRequest.leave(before);
        }
    }

    @Test
    void stepsHaveTheJourneyNameVersionAndJsonType() {
        run(journeys.start("Login"), "alice", PASSWORD);
        assertThat(steps()).hasSize(2).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.target())
                    .startsWith("/am/json/realms/root/authenticate?")
                    .hasSize("/am/json/realms/root/authenticate?authIndexType=service&authIndexValue=Login".length());
            assertThat(call.parameter("authIndexType")).isEqualTo("service");
            assertThat(call.parameter("authIndexValue")).isEqualTo("Login");
            assertThat(call.version()).isEqualTo("2.0");
            assertThat(call.header("Content-Type")).startsWith("application/json");
            assertThat(call.header("X-Forwarded-For")).isEmpty();
            assertThat(call.header("Cookie")).isEmpty();
        });
        assertThat(steps().get(0).body()).isEqualTo("{}");
    }

    @Test
    void namesOfJourneysAndRealmsAreEncoded() {
        journeys.start("A&B=C ü", JourneyOptions.NONE.inRealm("/a b/c"));
        assertThat(steps().get(0).target())
                .startsWith("/am/json/realms/root/realms/a%20b/realms/c/authenticate?")
                .contains("authIndexValue=A%26B%3DC+%C3%BC");
    }

    @Test
    void localeAddressAndAgentOfTheOptionsAreSentWithEachStep() {
        JourneyOptions options = JourneyOptions.NONE.in(Locale.GERMANY).from("198.51.100.1", "Kiosk/1.0");
        within(new BrowserRequest("Other/2.0"), () -> run(journeys.start("Login", options), "alice", PASSWORD));
        assertThat(steps()).hasSize(2).allSatisfy(call -> {
            assertThat(call.header("Accept-Language")).isEqualTo("de-DE");
            assertThat(call.header("X-Forwarded-For")).isEqualTo("198.51.100.1");
            assertThat(call.header("User-Agent")).isEqualTo("Kiosk/1.0");
        });
    }

    @Test
    void addressAgentAndLoadBalancerOfTheCurrentRequestAreSent() {
        within(new BrowserRequest("Mozilla/5.0 (X11)"), () -> journeys.start("Login"));
        assertThat(steps()).hasSize(1).allSatisfy(call -> {
            assertThat(call.header("X-Forwarded-For")).isEqualTo("192.0.2.7");
            assertThat(call.header("User-Agent")).isEqualTo("Mozilla/5.0 (X11)");
            assertThat(call.header("Cookie")).isEqualTo("amlbcookie=01");
        });
    }

    @Test
    void invalidUserAgentIsSanitised() {
        within(new BrowserRequest("Bad\r\nX-Evil: 1 ü" + "x".repeat(1_000)), () -> journeys.start("Login"));
        assertThat(steps()).hasSize(1).allSatisfy(call -> {
            assertThat(call.header("User-Agent"))
                    .startsWith("Bad??X-Evil: 1 ?x")
                    .hasSize(512);
            assertThat(call.header("X-Evil")).isEmpty();
        });
    }

    /** Through the whole client, AM's bytes come back but for the answer. */
    @ParameterizedTest
    @MethodSource("org.journeyguard.journey.callback.CallbackShapes#answers")
    <C extends Callback> void callbacksAreReturnedUnchangedExceptForTheInput(
            String json, Class<C> type, Consumer<C> answer, String expected) {
        String step = "{\"authId\":\"eyJ.a-_=\",\"template\":\"\",\"stage\":\"S/1\",\"header\":\"Grüße \\\"€\\\"\","
                + "\"infoText\":[\"\",\"\"],\"callbacks\":[{\"type\":\"TextOutputCallback\",\"output\":[]}," + json
                + "],\"future\":{\"b\":1.50,\"a\":null}}";
        am.set(Fault.reply(200, step));
        JourneyStep.Prompt prompt = prompt(journeys.start("Login"));
        answer.accept(prompt.callback(type).orElseThrow());
        prompt.next();
        assertThat(steps().get(1).body()).isEqualTo(step.replace(json, expected));
    }

    @Test
    void orderOfCallbacksIsKept() {
        am.set(Fault.reply(
                200, "{\"callbacks\":[{\"type\":\"B\"},{\"type\":\"A\"},{\"type\":\"B\"}],\"authId\":\"x\"}"));
        prompt(journeys.start("Login")).next();
        JsonObject sent =
                Json.createReader(new StringReader(steps().get(1).body())).readObject();
        JsonArray callbacks = sent.getJsonArray("callbacks");
        assertThat(callbacks)
                .extracting(each -> each.asJsonObject().getString("type"))
                .containsExactly("B", "A", "B");
    }
}
