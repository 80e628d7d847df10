package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker with a stolen JSESSIONID cannot end the tokens or the session of its owner. */
class StolenHttpSessionTest {
    private static final String APP = "https://app.example.com/shop";
    private static final Map<String, String> PERSON = Map.of("Sec-Fetch-Mode", "navigate");

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    @AfterEach
    void end() {
        am.close();
    }

    private TestWeb web(String login) throws ServletException {
        return new TestWeb(
                am,
                APP,
                "journey.login",
                login,
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.session.cache-ttl",
                "PT1S");
    }

    /** Signs in by AM's cookie or by the code flow. */
    private TestPerson signedIn(TestWeb web, String login, String user) {
        TestPerson visitor = new TestPerson(web, am, APP, user);
        if (login.equals("oidc")) {
            visitor.signIn("/account");
        } else {
            visitor.cookies.put(FakeAm.COOKIE, visitor.ssoToken().value());
        }
        return visitor;
    }

    /** The cookies that an attacker can send: none, a forged one, two at once, an ended one, one of their own. */
    private List<String> strangersCookies(TestWeb web, String login) {
        TestPerson mallory = signedIn(web, login, "mallory");
        TestPerson gone = signedIn(web, login, "mallory");
        assertThat(gone.whoIsOn("/account")).isEqualTo("mallory");
        String name = mallory.cookies.keySet().stream()
                .filter(each -> each.equals(FakeAm.COOKIE) || each.contains("journey-session"))
                .findFirst()
                .orElseThrow();
        String ended = gone.cookies.get(name);
        gone.send("POST", "/logout", PERSON);
        List<String> cookies = new ArrayList<>(List.of("", name + "=", name + "=made-up", name + "=" + ended));
        for (int i = 0; i < 3; i++) {
            cookies.add(name + "=" + AppSession.make().value());
        }
        cookies.add(name + "=x; " + name + "=y");
        cookies.add(name + "=" + mallory.cookies.get(name));
        return cookies;
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void stolenSessionIdEndsNeitherTokensNorSessionOfItsOwner(String login) throws ServletException {
        try (TestWeb web = web(login)) {
            TestPerson alice = signedIn(web, login, "alice");
            alice.session = new TestSession();
            String token = alice.get(TestWeb.TOKEN).header("Token");
            List<String> cookies = strangersCookies(web, login);
            am.forgetCalls();
            for (String cookie : cookies) {
                for (String bearer : List.of("", "Bearer made-up")) {
                    for (String request : List.of(
                            "GET /account",
                            "POST /account",
                            "GET /public/news",
                            "GET /",
                            "POST /logout",
                            "GET /logout",
                            "OPTIONS /account",
                            "GET /journey/callback?code=x&state=y")) {
                        TestSession owned = new TestSession();
                        alice.session = owned;
                        assertThat(alice.get(TestWeb.TOKEN).header("Token"))
                                .as("%s with %s %s", request, cookie, bearer)
                                .isEqualTo(token);
                        String[] parts = request.split(" ", 2);
                        Map<String, String> headers = new HashMap<>(PERSON);
                        if (!cookie.isEmpty()) {
                            headers.put("Cookie", cookie);
                        }
                        if (!bearer.isEmpty()) {
                            headers.put("Authorization", bearer);
                        }
                        TestResponse answer = web.send(parts[0], parts[1], headers, owned);
                        assertThat(answer.header("User")).isNotEqualTo("alice");
                    }
                }
            }
            assertThat(am.isActive(token)).isTrue();
            assertThat(am.has(alice.ssoToken().value())).isTrue();
            assertThat(am.callsWith(token)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "another user's"})
    void endedSessionRevokesItsTokensWithAnyNextCookie(String cookie) throws ServletException {
        try (TestWeb web = web("am")) {
            TestPerson alice = signedIn(web, "am", "alice");
            alice.session = new TestSession();
            String token = alice.get(TestWeb.TOKEN).header("Token");
            am.end(alice.ssoToken().value());
            TestPerson next = signedIn(web, "am", "bob");
            if (cookie.equals("refused")) {
                next.cookies.put(FakeAm.COOKIE, "made-up");
            }
            next.session = alice.session;
            Await.until("AM's yes is no longer believed, and they end at AM", () -> {
                next.get("/account");
                return !am.isActive(token);
            });
        }
    }

    @Test
    void nextSessionOfTheSameUserEndsTheTokensOfTheFirst() throws ServletException {
        try (TestWeb web = web("am")) {
            TestPerson alice = signedIn(web, "am", "alice");
            alice.session = new TestSession();
            String token = alice.get(TestWeb.TOKEN).header("Token");
            TestPerson again = signedIn(web, "am", "alice");
            again.session = alice.session;
            assertThat(again.whoIsOn("/account")).isEqualTo("alice");
            Await.until("they end at AM", () -> !am.isActive(token));
        }
    }

    @Test
    void nextSignInWithoutTheCookieEndsThePreviousSession() throws ServletException {
        try (TestWeb web = web("oidc")) {
            TestPerson alice = signedIn(web, "oidc", "alice");
            TestSession session = new TestSession();
            alice.session = session;
            String token = alice.get(TestWeb.TOKEN).header("Token");
            Map<String, String> lost = Map.copyOf(alice.cookies);
            alice.cookies.clear();
            alice.signIn("/account");
            Await.until("they end at AM", () -> !am.isActive(token));
            alice.cookies.putAll(lost);
            assertThat(alice.get("/account").getStatus()).isEqualTo(302);
        }
    }
}
