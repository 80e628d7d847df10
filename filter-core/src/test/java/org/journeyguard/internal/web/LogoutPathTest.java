package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of the logout path to users and programs. */
class LogoutPathTest {
    private static final String APP = "https://app.example.com";
    private static final Map<String, String> PERSON =
            Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "same-origin", "Accept", "text/html");
    private static final Map<String, String> JSON = Map.of("Accept", "text/plain;q=0.5, application/json");
    private static final Map<String, String> PROGRAM = Map.of("Accept", "*/*");

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestWeb web;

    LogoutPathTest() throws ServletException {
        web = new TestWeb(
                am,
                APP,
                "journey.login",
                "am",
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.logout.everywhere-paths",
                "/logout/everywhere",
                "journey.logout.timeout",
                "PT1S");
    }

    @AfterEach
    void close() {
        web.close();
        am.close();
    }

    private Map<String, String> alice(Map<String, String> headers) {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        Map<String, String> all = new HashMap<>(headers);
        all.put(
                "Cookie",
                FakeAm.COOKIE + "=" + am.signIn(am.session("alice", "/").ending(end, end)));
        assertThat(web.send("GET", "/account", all, null).header("User")).isEqualTo("alice");
        return all;
    }

    private static JsonObject json(TestResponse response) {
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    /** How a logout can be asked for. */
    private static List<String> ways() {
        return List.of(
                "POST /logout",
                "GET /logout",
                "POST /logout/everywhere",
                "GET /logout/everywhere",
                "POST /servlet-logout");
    }

    static Stream<Arguments> everyWayAndFault() {
        Map<String, Fault> faults = new TreeMap<>(Map.of(
                "drop",
                Fault.DROP,
                "hang",
                Fault.HANG,
                "html",
                Fault.reply(200, "<h1>Please wait</h1>"),
                "broken",
                Fault.reply(200, "{\"result\"")));
        for (int status : new int[] {400, 404, 429, 500, 503}) {
            faults.put(String.valueOf(status), Fault.reply(status, "{}"));
        }
        List<Arguments> all = new ArrayList<>();
        for (String way : ways()) {
            faults.forEach((name, fault) -> all.add(Arguments.of(way, name, fault)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyWayAndFault")
    void failedLogoutDiffersFromASuccessfulOne(String way, String name, Fault fault) {
        String[] request = way.split(" ", 2);
        for (Map<String, String> by : List.of(PERSON, JSON, PROGRAM)) {
            if (request[0].equals("GET") && by != PERSON) {
                continue;
            }
            Map<String, String> alice = alice(by);
            am.set(fault);
            TestResponse answer = web.send(request[0], request[1], alice, null);
            am.set(Fault.NONE);
            if (by == PERSON) {
                assertThat(answer.getStatus()).isEqualTo(200);
                assertThat(answer.body())
                        .contains("<h1>Signed out here only</h1>", "will try again", "shared computer");
                assertThat(answer.body()).contains("<a href=\"" + APP + "/\">Continue</a>");
            } else if (by == JSON) {
                assertThat(answer.getStatus()).isEqualTo(200);
                assertThat(json(answer).getString("outcome")).isEqualTo("FAILURE");
                assertThat(json(answer).getJsonArray("steps").getValuesAs(JsonObject.class))
                        .anySatisfy(step -> assertThat(step.getString("result")).isEqualTo("WILL_RETRY"));
            } else {
                // without an agent only this session can end the user's other sessions, so a retry is not possible
                assertThat(answer.getStatus()).isEqualTo(request[1].endsWith("/everywhere") ? 502 : 202);
            }
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.getHeaders("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith(FakeAm.COOKIE + "=;") && cookie.contains("Max-Age=0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /logout", "POST /logout/everywhere"})
    void programThatAcceptsJsonGetsTheReport(String way) {
        String[] request = way.split(" ", 2);
        TestResponse answer = web.send(request[0], request[1], alice(JSON), null);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).getJsonArray("steps").getValuesAs(JsonObject.class))
                .allSatisfy(step -> assertThat(step.keySet()).containsExactly("name", "result"))
                .extracting(step -> step.getString("name"))
                .contains("local", "tokens", "am-session");
    }

    @Test
    void logoutRedirectsPeopleAndGivesProgramsNoContent() {
        assertThat(web.send("POST", "/logout", alice(PERSON), null).header("Location"))
                .isEqualTo(APP + "/");
        assertThat(web.send("POST", "/logout", alice(PROGRAM), null).getStatus())
                .isEqualTo(204);
        assertThat(web.send("POST", "/logout", Map.of(), null).getStatus()).isEqualTo(204);
    }

    @Test
    void unsupportedStepIsNotReportedAsRetried() {
        TestResponse page = web.send("POST", "/logout/everywhere", alice(PERSON), null);
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.body())
                .contains("Other sessions may still be active", "Sign out on those devices too")
                .doesNotContain("will try again");
        assertThat(web.send("POST", "/logout/everywhere", alice(PROGRAM), null).getStatus())
                .isEqualTo(502);
    }

    @Test
    void pageIsInThePersonsLanguage() {
        Map<String, String> alice = alice(PERSON);
        alice.put("Accept-Language", "de");
        am.set(Fault.DROP);
        assertThat(web.send("POST", "/logout", alice, null).body())
                .contains(
                        "<html lang=\"de\">",
                        "Nur hier abgemeldet",
                        "versucht es im Hintergrund erneut",
                        ">Weiter</a>");
    }

    @Test
    void servletContinuesAfterACompleteLogout() {
        assertThat(web.send("POST", TestWeb.SERVLET_LOGOUT, alice(PROGRAM), null)
                        .header("User"))
                .isEqualTo("nobody");
    }
}
