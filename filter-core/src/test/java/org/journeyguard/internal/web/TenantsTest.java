package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody's paths are of realm {@code /} of one AM, those below {@code /alpha} of its realm {@code /alpha}, those below {@code /other} of another AM. */
class TenantsTest {
    private static final String APP = "https://app.example.com/shop";

    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final FakeAm otherAm = new FakeAm(Kind.PINGAM);
    private final TestWeb web;

    TenantsTest() throws ServletException {
        web = new TestWeb(
                am,
                APP,
                "journey.login",
                "am",
                "journey.paths.public",
                "/public/*, /alpha/public/*",
                "journey.tenants",
                "alpha, other",
                "journey.tenants.alpha.paths",
                "/alpha/*",
                "journey.tenants.alpha.am.realm",
                "/alpha",
                "journey.tenants.other.paths",
                "/other/*",
                "journey.tenants.other.am.url",
                otherAm.url().toString());
        // its tokens are then others than those of the first
        for (int i = 0; i < 10; i++) {
            otherAm.signIn("nobody");
        }
        otherAm.setClock(Clock.systemUTC());
        otherAm.oauth().register(FakeClient.named("web-app").redirectingTo(APP + "/other/journey/callback"));
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
        otherAm.close();
    }

    private static SsoToken session(FakeAm at, String user, String realm) {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return new SsoToken(at.signIn(at.session(user, realm).ending(end, end)));
    }

    private TestResponse get(String path, SsoToken token, TestSession session, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Cookie", FakeAm.COOKIE + "=" + token.value()));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return web.send("GET", path, all, session);
    }

    private String answer(String path, SsoToken token) {
        TestResponse response = get(path, token, new TestSession());
        return response.getStatus() == 200 ? response.header("User") : String.valueOf(response.getStatus());
    }

    @ParameterizedTest
    @CsvSource({
        "/account,       alice, 401,   401",
        "/alpha/account, 401,   bob,   401",
        "/alpha,         401,   bob,   401",
        "/other/account, 401,   401,   carol",
    })
    void sessionIsValidOnlyOnPathsOfItsTenant(String path, String ofRoot, String ofAlpha, String ofOther) {
        SsoToken alice = session(am, "alice", "/");
        SsoToken bob = session(am, "bob", "/alpha");
        SsoToken carol = session(otherAm, "carol", "/");
        for (int i = 0; i < 2; i++) {
            assertThat(answer(path, alice)).isEqualTo(ofRoot);
            assertThat(answer(path, bob)).isEqualTo(ofAlpha);
            assertThat(answer(path, carol)).isEqualTo(ofOther);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alpha/../account", "//alpha/account", "/x;/../alpha/a", "/%61lpha/account"})
    void pathOfTwoPossibleTenantsIsRefused(String path) {
        assertThat(answer(path, session(am, "alice", "/"))).isEqualTo("400");
        assertThat(answer(path, session(am, "bob", "/alpha"))).isEqualTo("400");
    }

    @Test
    void sessionOfAnotherTenantIsSentToTheRealmsLoginPage() {
        TestResponse departure = web.send("GET", "/alpha/account", Map.of("Sec-Fetch-Mode", "navigate"), null);
        assertThat(departure.header("Location")).startsWith(am.url() + "/UI/Login?realm=%2Falpha&");
        TestResponse other = web.send("GET", "/other/account", Map.of("Sec-Fetch-Mode", "navigate"), null);
        assertThat(other.header("Location")).startsWith(otherAm.url() + "/UI/Login?realm=%2F&");
    }

    @Test
    void usersOfOneNameAtTwoAmsDoNotShareAnHttpSession() {
        SsoToken here = session(am, "alice", "/");
        SsoToken there = session(otherAm, "alice", "/");
        TestSession session = new TestSession();
        get("/account", here, session);
        assertThat(session.isOver()).isFalse();
        get("/other/account", there, session);
        assertThat(session.isOver()).isTrue();
    }

    @Test
    void publicPathOfAnotherTenantKeepsTheHttpSession() {
        SsoToken bob = session(am, "bob", "/alpha");
        TestSession session = new TestSession();
        get("/alpha/account", bob, session);
        int id = session.id();
        get("/public/logo", bob, session);
        assertThat(session.isOver()).isFalse();
        assertThat(get("/alpha/account", bob, session).header("User")).isEqualTo("bob");
        assertThat(session.id()).isEqualTo(id);
    }

    @Test
    void logoutEndsOnlyTheSessionOfItsTenant() {
        SsoToken alice = session(am, "alice", "/");
        SsoToken bob = session(am, "bob", "/alpha");
        assertThat(answer("/account", alice)).isEqualTo("alice");
        assertThat(answer("/alpha/account", bob)).isEqualTo("bob");
        Map<String, String> cookie = Map.of("Cookie", FakeAm.COOKIE + "=" + bob.value());
        assertThat(web.send("POST", "/alpha/logout", cookie, null).getStatus()).isEqualTo(204);
        assertThat(answer("/alpha/account", bob)).isEqualTo("401");
        assertThat(answer("/account", alice)).isEqualTo("alice");
        assertThat(am.has(bob.value())).isFalse();
    }

    @Test
    void accessTokenOfAnotherRealmIsRefused() {
        String ofAlpha = am.issue("bob", "/alpha", "web-app", "profile").access();
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + ofAlpha);
        assertThat(web.send("GET", "/alpha/account", bearer, null).header("User"))
                .isEqualTo("bob");
        assertThat(web.send("GET", "/account", bearer, null).getStatus()).isEqualTo(401);
        assertThat(web.send("GET", "/other/account", bearer, null).getStatus()).isEqualTo(401);
    }
}
