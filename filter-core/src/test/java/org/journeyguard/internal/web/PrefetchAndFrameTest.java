package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that a browser sends in advance, and pages inside frames. */
class PrefetchAndFrameTest {
    private static final String APP = "https://app.example.com/shop";
    private static final Map<String, String> FRAMED = Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe");

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    @AfterEach
    void end() {
        am.close();
    }

    private static Map<String, String> navigation(String name, String value) {
        Map<String, String> headers = new HashMap<>(Map.of("Sec-Fetch-Mode", "navigate"));
        headers.put(name, value);
        return headers;
    }

    static Stream<Arguments> prefetches() {
        List<Map.Entry<String, String>> purposes = List.of(
                Map.entry("Sec-Purpose", "prefetch"),
                Map.entry("Sec-Purpose", "prefetch;prerender"),
                Map.entry("Sec-Purpose", "prefetch;anonymous-client-ip"),
                Map.entry("Sec-Purpose", "Prefetch"),
                Map.entry("Purpose", "prefetch"),
                Map.entry("X-Moz", "prefetch"));
        List<String> targets =
                List.of("/account?x=1", "/vault/1", "/journey/callback?back=%2F", "/journey/callback?returned=%2F");
        return Stream.of("am", "oidc")
                .flatMap(login -> targets.stream()
                        .flatMap(target -> purposes.stream()
                                .map(purpose -> Arguments.of(login, target, purpose.getKey(), purpose.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("prefetches")
    void prefetchGets401WithoutCookies(String login, String target, String name, String value) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP, "journey.login", login, "journey.paths.acr", "/vault/*=strong")) {
            TestResponse response = web.send("GET", target, navigation(name, value), null);
            assertThat(response.getStatus()).isEqualTo(401);
            assertThat(response.getHeaders("Set-Cookie")).isEmpty();
            assertThat(am.calls()).isEmpty();
        }
    }

    @Test
    void prefetchNeitherSignsInNorOut() throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            String answer = alice.atAm(alice.get("/account"));
            Map<String, String> prefetch = navigation("Sec-Purpose", "prefetch;prerender");
            am.forgetCalls();
            TestResponse early = alice.send("GET", answer, prefetch);
            assertThat(early.getStatus()).isEqualTo(401);
            assertThat(early.getHeaders("Set-Cookie")).isEmpty();
            assertThat(am.calls()).isEmpty();

            assertThat(alice.get(answer).getStatus()).isEqualTo(302);
            assertThat(alice.send("GET", "/account", prefetch).header("User"))
                    .as("signed-in users get their page early")
                    .isEqualTo("alice");
            prefetch.put("Sec-Fetch-Site", "same-origin");
            assertThat(alice.send("GET", "/logout", prefetch).getStatus()).isEqualTo(405);
            prefetch.put(
                    "Cookie",
                    "__Host-journey-session-MwVjwA=" + AppSession.make().value());
            TestResponse contradiction = alice.send("GET", "/account", prefetch);
            assertThat(contradiction.getStatus()).isEqualTo(401);
            assertThat(contradiction.getHeaders("Set-Cookie")).isEmpty();
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @CsvSource({"iframe", "frame", "embed", "object", "fencedframe"})
    void frameSignsInWithPromptNone(String dest) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            TestResponse departure = alice.send("GET", "/account?x=1", navigation("Sec-Fetch-Dest", dest));
            assertThat(departure.getStatus()).isEqualTo(302);
            assertThat(departure.header("Location")).contains("prompt=none");
            TestResponse response = alice.send("GET", alice.atAm(departure), FRAMED);
            assertThat(response.header("Location")).isEqualTo(APP + "/account?x=1");
            assertThat(alice.send("GET", "/account?x=1", FRAMED).header("User")).isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @CsvSource({"OPENAM, interaction_required", "PINGAM, login_required"})
    void framedRequestWithoutAmSessionGetsALinkOutOfTheFrame(FakeAm.Kind kind, String error) throws ServletException {
        am.setKind(kind);
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            String toAm = alice.send("GET", "/account?x=1", FRAMED).header("Location");
            am.end(alice.ssoToken().value());
            String answer = alice.answerOfAm(toAm);
            assertThat(answer).contains("error=" + error);
            isALinkThatLeavesTheFrame(
                    alice.send("GET", answer.substring(APP.length()), FRAMED),
                    APP + "/journey/callback?back=%2Faccount%3Fx%3D1");
        }
    }

    @Test
    void frameWithLoginAmGetsTheLinkAtOnce() throws ServletException {
        try (TestWeb web = new TestWeb(am, APP, "journey.login", "am")) {
            TestResponse page = web.send("GET", "/account?x=1", FRAMED, null);
            isALinkThatLeavesTheFrame(page, "goto=https%3A%2F%2Fapp.example.com%2Fshop%2Faccount%3Fx%3D1");
            assertThat(page.getHeaders("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void frameWithoutCookiesGetsTheLink() throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            String answer = alice.atAm(alice.send("GET", "/account", FRAMED));
            alice.cookies.clear();
            TestResponse page = alice.send("GET", answer, FRAMED);
            assertThat(page.getStatus()).isEqualTo(400);
            assertThat(page.body()).contains("target=\"_top\"");
            assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors *");
        }
    }

    @ParameterizedTest
    @CsvSource({"am", "oidc"})
    void stepUpInAFrameGetsTheLink(String login) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP, "journey.login", login, "journey.paths.acr", "/vault/*=strong")) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            if (login.equals("am")) {
                alice.cookies.put(FakeAm.COOKIE, alice.ssoToken().value());
            } else {
                alice.signIn("/account");
            }
            TestResponse page = alice.send("GET", "/vault/1", FRAMED);
            if (login.equals("oidc")) {
                assertThat(page.header("Location")).contains("prompt=none", "acr_values=strong");
                page = alice.send("GET", alice.atAm(page), FRAMED);
            }
            assertThat(page.getStatus()).isEqualTo(401);
            assertThat(page.body()).contains("Stronger sign-in required", "target=\"_top\"");
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        }
    }

    private static void isALinkThatLeavesTheFrame(TestResponse page, String url) {
        assertThat(page.getStatus()).isEqualTo(401);
        assertThat(page.body())
                .contains("<h1>Sign-in required</h1>")
                .contains(url.replace("&", "&amp;") + "\" target=\"_top\">Sign in</a>");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors *")
                .doesNotContain("script-src");
    }

    @Test
    void otherPagesForbidFraming() throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestResponse page = web.send("POST", "/account", Map.of("Sec-Fetch-Mode", "navigate"), null);
            assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(page.body()).doesNotContain("target=");
        }
    }
}
