package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cookie with which a load balancer finds the session's server. */
class LbCookieTest {
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    @AfterEach
    void close() {
        am.close();
    }

    private String passedOn(String setting, String cookies) throws ServletException {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        String session = am.signIn(am.session("alice", "/").ending(end, end));
        try (TestWeb web = new TestWeb(
                am,
                "https://app.example.com",
                "journey.login",
                "am",
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.am.lb-cookie",
                setting)) {
            am.forgetCalls();
            web.send("GET", "/account", Map.of("Cookie", FakeAm.COOKIE + "=" + session + cookies), null);
            List<FakeCall> calls = am.calls("getSessionInfo");
            assertThat(calls)
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.header("Cookie"))
                            .isEqualTo(calls.get(0).header("Cookie")));
            return calls.get(0).header("Cookie");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amlbcookie, ; amlbcookie=01,              amlbcookie=01",
        "amlbcookie, ; amlbcookie=01; amlbcookie=02, amlbcookie=01",
        "route,      ; amlbcookie=01; route=s2,    route=s2",
        "amlbcookie, ; AMLBCOOKIE=01,              ",
        "amlbcookie, ; other=01,                   ",
        "none,       ; amlbcookie=01,              ",
        "amlbcookie, ; amlbcookie=,                ",
        "amlbcookie, ; amlbcookie=a b,             ",
        "amlbcookie, ; amlbcookie=a\\b,            "
    })
    void onlyTheConfiguredCookieIsPassedOnToAm(String setting, String cookies, @Nullable String expected)
            throws ServletException {
        assertThat(passedOn(setting, cookies)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void longCookieIsNotPassedOn() throws ServletException {
        assertThat(passedOn("amlbcookie", "; amlbcookie=" + "x".repeat(300))).isEmpty();
    }
}
