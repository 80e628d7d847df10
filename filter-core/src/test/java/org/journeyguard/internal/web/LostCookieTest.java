package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.Map;
import org.journeyguard.fixtures.Await;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser has signed out at AM itself, which has taken its cookie back: all that is left here is the HttpSession. */
class LostCookieTest {
    private static final String APP = "https://app.example.com/shop";
    private static final Map<String, String> PERSON = Map.of("Sec-Fetch-Mode", "navigate");

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestWeb web = new TestWeb(am, APP, "journey.login", "am", "journey.am.cookie-name", FakeAm.COOKIE);
    private final TestPerson alice = new TestPerson(web, am, APP, "alice");
    private final TestSession session = new TestSession();
    private final String token;

    LostCookieTest() throws ServletException {
        alice.cookies.put(FakeAm.COOKIE, alice.ssoToken().value());
        alice.session = session;
        token = alice.get(TestWeb.TOKEN).header("Token");
        assertThat(am.isActive(token)).isTrue();
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    @Test
    void logoutEndsTheTokensOfTheHttpSessionBeforeItsResponse() {
        am.end(alice.ssoToken().value());
        web.send("POST", "/logout", PERSON, session);
        assertThat(am.isActive(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/news", "/account"})
    void tokensEndWithTheHttpSession(String path) {
        am.end(alice.ssoToken().value());
        web.send("GET", path, PERSON, session);
        web.send("GET", "/public/news", PERSON, session);
        Await.until("they end at AM", () -> !am.isActive(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /logout", "GET /public/news", "GET /account"})
    void httpSessionIdEndsNothingWhileAmsSessionLives(String request) {
        String[] parts = request.split(" ", 2);
        web.send(parts[0], parts[1], PERSON, session);
        alice.session = new TestSession();
        assertThat(alice.get(TestWeb.TOKEN).header("Token")).isEqualTo(token);
        assertThat(am.isActive(token)).isTrue();
    }
}
