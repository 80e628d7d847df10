package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization code flow as browsers and programs see it. */
class SignInPathTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String COOKIE = "__Host-journey-session-MwVjwA";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestWeb web;
    private final TestPerson alice;

    SignInPathTest() throws ServletException {
        web = new TestWeb(am, APP);
        alice = new TestPerson(web, am, APP, "alice");
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private static Optional<String> setCookie(TestResponse response, String name) {
        return response.getHeaders("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name) && !cookie.contains("Max-Age=0"))
                .findFirst();
    }

    @Test
    void personReturnsSignedIn() {
        TestResponse departure = alice.get("/account?tab=1");
        assertThat(departure.header("Location")).startsWith(am.url() + "/oauth2/authorize?");
        TestResponse response = alice.get(alice.atAm(departure));
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo(APP + "/account?tab=1");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(alice.whoIsOn("/account?tab=1")).isEqualTo("alice");
        assertThat(alice.whoIsOn("/public/news")).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com,      __Host-journey,  '; Path=/; HttpOnly; SameSite=Lax; Secure'",
        "https://app.example.com/shop, __Host-journey-session-MwVjwA, '; Path=/; HttpOnly; SameSite=Lax; Secure'",
        "https://app.example.com/other, __Host-journey-session-F6FEfQ, '; Path=/; HttpOnly; SameSite=Lax; Secure'",
        "http://localhost:8080/shop,   journey-session, '; Path=/shop; HttpOnly; SameSite=Lax'",
        "http://localhost:8080,        journey-session, '; Path=/; HttpOnly; SameSite=Lax'",
    })
    void sessionCookieHasTheStrictestAttributesOfItsAddress(String app, String name, String attributes)
            throws ServletException {
        try (TestWeb other = new TestWeb(am, app)) {
            TestPerson visitor = new TestPerson(other, am, app, "alice");
            assertThat(setCookie(visitor.signIn("/account"), name))
                    .get()
                    .asString()
                    .endsWith(attributes);
            assertThat(visitor.cookies.get(name)).matches("[A-Za-z0-9_-]{43}");
        }
    }

    @Test
    void signInCookieIsProtectedAndLastsForTheTimeout() {
        TestResponse departure = alice.get("/account");
        assertThat(setCookie(departure, "__Host-journey-sign-in-"))
                .get()
                .asString()
                .endsWith("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
        alice.get(alice.atAm(departure));
        assertThat(alice.cookies.keySet()).noneMatch(name -> name.contains("sign-in"));
    }

    @Test
    void amCookieAloneHasNoUserWithTheCodeFlow() {
        alice.cookies.put(FakeAm.COOKIE, am.signIn("alice"));
        assertThat(alice.get("/account").getStatus()).isEqualTo(302);
        assertThat(am.calls("/json/")).isEmpty();
    }

    @Test
    void bearerTokenOverridesTheSessionCookie() {
        alice.signIn("/account");
        String token = am.issue("bob", "/", "web-app", "profile").access();
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
        assertThat(alice.send("GET", "/account", bearer).header("User")).isEqualTo("bob");
        TestResponse refused = alice.send("GET", "/account", Map.of("Authorization", "Bearer made-up"));
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void programGets401() {
        TestResponse refused = alice.send("GET", "/account", Map.of("Accept", "application/json"));
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void lostPostGetsAPageThatLinksToSignIn() {
        TestResponse lost = alice.send("POST", "/transfer", Map.of("Sec-Fetch-Mode", "navigate"));
        assertThat(lost.getStatus()).isEqualTo(401);
        assertThat(lost.body()).contains(APP + "/journey/callback?back=%2F\"");
        assertThat(alice.signIn("/journey/callback?back=%2F").header("Location"))
                .isEqualTo(APP + "/");
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
    }

    @Test
    void fixedCookieDoesNotBecomeASession() {
        String planted = AppSession.make().value();
        alice.cookies.put(COOKIE, planted);
        alice.signIn("/account");
        assertThat(alice.cookies.get(COOKIE)).isNotEqualTo(planted);
        TestPerson attacker = new TestPerson(web, am, APP, "mallory");
        attacker.cookies.put(COOKIE, planted);
        assertThat(attacker.get("/account").getStatus()).isEqualTo(302);
    }

    @Test
    void signInReplacesAPlantedSession() {
        TestPerson attacker = new TestPerson(web, am, APP, "mallory");
        attacker.signIn("/account");
        String planted = attacker.cookies.get(COOKIE);
        alice.cookies.put(COOKIE, planted);
        alice.signIn("/journey/callback?back=%2Faccount");
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        assertThat(attacker.get("/account").getStatus()).isEqualTo(302);
    }

    @Test
    void signInChangesTheIdOfTheHttpSessionOrEndsAnotherUsers() {
        TestSession free = new TestSession();
        alice.session = free;
        alice.signIn("/account");
        assertThat(free.id()).isGreaterThan(1);
        TestPerson mallory = new TestPerson(web, am, APP, "mallory");
        mallory.session = free;
        mallory.signIn("/journey/callback?back=%2Faccount");
        assertThat(free.isOver()).isTrue();
    }

    @Test
    void secondSignInEndsTheFirstSession() {
        alice.signIn("/account");
        String first = alice.cookies.get(COOKIE);
        alice.signIn("/journey/callback?back=%2F");
        assertThat(alice.cookies.get(COOKIE)).isNotEqualTo(first);
        alice.cookies.put(COOKIE, first);
        assertThat(alice.get("/account").getStatus()).isEqualTo(302);
    }

    @Test
    void failedSignInKeepsThePresentSession() {
        alice.signIn("/account");
        TestSession session = new TestSession();
        alice.session = session;
        String before = alice.cookies.get(COOKIE);
        String answer = alice.atAm(alice.get("/journey/callback?back=%2F"));
        am.set(Fault.reply(400, "{\"error\":\"invalid_grant\"}").onlyFor("/access_token"));
        assertThat(alice.get(answer).getStatus()).isEqualTo(400);
        assertThat(alice.cookies.get(COOKIE)).isEqualTo(before);
        assertThat(session.isOver()).isFalse();
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
    }

    @Test
    void twoSessionCookiesHaveNoUserAndAreCleared() {
        alice.signIn("/account");
        TestResponse confused = bringing(alice, COOKIE);
        assertThat(confused.getStatus()).isEqualTo(401);
        assertThat(confused.header("User")).isEmpty();
        assertThat(confused.getHeaders("Set-Cookie"))
                .containsExactly(COOKIE + "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; "
                        + "SameSite=Lax; Secure");
    }

    @Test
    void twoCookiesOverHttpAreClearedOnEachPath() throws ServletException {
        String app = "http://app.example.com/shop";
        try (TestWeb plain = new TestWeb(am, app)) {
            TestPerson visitor = new TestPerson(plain, am, app, "alice");
            visitor.signIn("/account");
            TestResponse confused = bringing(visitor, "journey-session");
            assertThat(confused.getStatus()).isEqualTo(401);
            assertThat(confused.getHeaders("Set-Cookie"))
                    .allMatch(cookie -> cookie.startsWith("journey-session=;") && cookie.contains("Max-Age=0"))
                    .anyMatch(cookie -> cookie.contains("Path=/;") && cookie.contains("Domain=example.com;"))
                    .anyMatch(cookie -> cookie.contains("Path=/shop;") && !cookie.contains("Domain="));
        }
    }

    /** A request with another session cookie beside the visitor's own. */
    private static TestResponse bringing(TestPerson visitor, String name) {
        String planted = name + "=" + AppSession.make().value();
        return visitor.send("GET", "/account", Map.of("Sec-Fetch-Mode", "navigate", "Cookie", planted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://app.example.com/shop", "https://app.example.com/a/b"})
    void sessionCookiePlantedByAnotherHostHasNoUser(String app) throws ServletException {
        try (TestWeb other = new TestWeb(am, app)) {
            TestPerson mallory = new TestPerson(other, am, app, "mallory");
            mallory.signIn("/account");
            String own = mallory.cookies.values().stream()
                    .filter(value -> value.matches("[A-Za-z0-9_-]{43}"))
                    .findFirst()
                    .orElseThrow();
            List<String> names = new ArrayList<>(List.of("journey-session", "journey", "__Secure-journey-session"));
            // what browsers let another host set: each name of ours without the prefix that keeps it from that
            mallory.cookies.keySet().forEach(name -> names.add(name.replaceFirst("^__Host-", "")));
            for (String name : names) {
                TestPerson victim = new TestPerson(other, am, app, "alice");
                victim.cookies.put(name, own);
                assertThat(victim.get("/account").getStatus()).as(name).isEqualTo(302);
                victim.signIn("/account");
                assertThat(victim.whoIsOn("/account")).as(name).isEqualTo("alice");
            }
        }
    }

    @Test
    void sessionOfAnotherApplicationOnTheHostHasNoUser() throws ServletException {
        alice.signIn("/account");
        String app = "https://app.example.com/other";
        try (TestWeb other = new TestWeb(am, app)) {
            TestPerson bob = new TestPerson(other, am, app, "bob");
            bob.signIn("/account");
            Map<String, String> bobs = Map.copyOf(bob.cookies);
            bob.cookies.putAll(alice.cookies);
            assertThat(bob.whoIsOn("/account")).isEqualTo("bob");
            bobs.forEach(alice.cookies::putIfAbsent);
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
            alice.cookies.remove(COOKIE);
            assertThat(alice.get("/account").getStatus()).isEqualTo(302);
        }
    }

    @Test
    void signInRemovesAPlantedCookie() {
        TestResponse response = alice.send(
                "GET",
                alice.atAm(alice.get("/account")),
                Map.of("Cookie", COOKIE + "=" + AppSession.make().value() + "; " + COOKIE + "=x"));
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https%3A%2F%2Fevil.example%2F",
                "%2F%2Fevil.example%2F",
                "%2F%5Cevil.example",
                "%2F%09%2Fevil.example",
                "%2F..%2Fother",
                "javascript%3Aalert(1)",
                "%2Fa%0D%0ASet-Cookie%3A%20x%3D1"
            })
    void returnLeadsOnlyToTheRequestedPath(String back) {
        assertThat(alice.signIn("/journey/callback?back=" + back).header("Location"))
                .isEqualTo(APP + "/");
    }

    @Test
    void pathWithTwoSlashesStaysOnThisHost() {
        assertThat(alice.signIn("//evil.example/x").header("Location")).isEqualTo(APP + "/");
    }

    @ParameterizedTest
    @CsvSource({
        "error=access_denied, 403, Sign-in declined",
        "error=login_required, 401, Not signed in",
        "error=server_error, 503, Sign-in service unavailable",
        "error=%3Cscript%3Ealert(1)%3C%2Fscript%3E, 502, Sign-in failed",
    })
    void errorPageLinksToAnotherTry(String error, int status, String title) {
        String query = alice.get("/account").header("Location").replaceFirst(".*[?&]state=([^&]*).*", "$1");
        TestResponse page = alice.get("/journey/callback?" + error + "&state=" + query);
        assertThat(page.getStatus()).isEqualTo(status);
        assertThat(page.body())
                .contains("<h1>" + title + "</h1>")
                .contains("<a href=\"" + APP + "/journey/callback?back=%2Faccount\">Try again</a>")
                .doesNotContain("script>alert");
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void unsolicitedResponseGetsAPage() {
        TestResponse page = alice.get("/journey/callback?code=x&state=y");
        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.body()).contains("This sign-in cannot be finished", "Try again");
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void loginLoopGetsAPageThatExplainsIt() {
        TestResponse back = alice.signIn("/account");
        for (int i = 0; i < 2; i++) {
            alice.cookies.remove(COOKIE);
            back = alice.signIn(back.header("Location").substring(APP.length()));
        }
        alice.cookies.remove(COOKIE);
        TestResponse page = alice.get(back.header("Location").substring(APP.length()));
        assertThat(page.getStatus()).isEqualTo(401);
        assertThat(page.body()).contains("cookie", "journey.app.url");
    }

    @Test
    void signInWhileAmIsDownShowsAPageWithoutALoop() {
        am.set(Fault.DROP);
        TestResponse page = alice.get("/account");
        assertThat(page.getStatus()).isEqualTo(503);
        assertThat(page.getHeader("Retry-After")).isNotNull();
        assertThat(setCookie(page, "")).isEmpty();
    }

    @Test
    void logoutEndsTheSessionItsTokensAndItsCookie() {
        alice.signIn("/account");
        String copied = alice.cookies.get(COOKIE);
        TestSession session = new TestSession();
        alice.session = session;
        TestResponse gone = alice.send(
                "POST", "/logout", Map.of("Sec-Fetch-Mode", "navigate", "Origin", "https://app.example.com"));
        assertThat(gone.getStatus()).isEqualTo(303);
        assertThat(alice.cookies).doesNotContainKey(COOKIE);
        assertThat(session.isOver()).isTrue();
        assertThat(am.calls("/token/revoke")).hasSize(1);
        assertThat(am.calls("/connect/endSession")).hasSize(1);
        alice.cookies.put(COOKIE, copied);
        assertThat(alice.get("/account").getStatus()).isEqualTo(302);
    }

    @Test
    void requestOfAnotherSiteIsRefused() {
        alice.signIn("/account");
        for (String path : new String[] {"/transfer", "/logout"}) {
            TestResponse refused = alice.send("POST", path, Map.of("Origin", "https://evil.example"));
            assertThat(refused.getStatus()).as(path).isEqualTo(403);
        }
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
    }

    @Test
    void redirectPathAcceptsOnlyGet() {
        TestResponse refused = alice.send("POST", "/journey/callback?code=x&state=y", Map.of());
        assertThat(refused.getStatus()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET");
    }
}
