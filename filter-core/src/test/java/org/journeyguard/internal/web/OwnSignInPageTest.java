package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.journeyguard.test.FakeJourney;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users sign in on the application's own page. */
class OwnSignInPageTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String PATH = "/journey/sign-in";
    private static final String WISH = "/account?a=1";

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final FakeJourney login = am.journey("Login")
            .prompts(FakeCallback.name(), FakeCallback.password())
            .account("alice", "changeit");
    private TestWeb web;
    private TestSignIn alice;

    OwnSignInPageTest() throws ServletException {
        web = web();
        alice = new TestSignIn(web, am, APP);
    }

    private TestWeb web(String... more) throws ServletException {
        String[] settings = new String[more.length + 8];
        System.arraycopy(more, 0, settings, 8, more.length);
        System.arraycopy(
                new String[] {
                    "journey.login", "journey",
                    "journey.sign-in.journey", "Login",
                    "journey.paths.acr", "/vault/*=Strong",
                    // longer than a busy machine takes
                    "journey.am.timeout", "PT1M"
                },
                0,
                settings,
                0,
                8);
        return new TestWeb(am, APP, settings);
    }

    private void with(String... more) throws ServletException {
        web.close();
        web = web(more);
        alice = new TestSignIn(web, am, APP);
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private TestResponse signedIn(String target) {
        TestResponse page = alice.open(target);
        return alice.submit(page, Map.of("c0", "alice", "c1", "changeit"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void userComesFromAProtectedPageAndGoesBackThereSignedIn(FakeAm.Kind kind) {
        am.setKind(kind);
        TestResponse sent = alice.get(WISH);
        assertThat(sent.getStatus()).isEqualTo(302);
        assertThat(sent.header("Location")).isEqualTo(APP + PATH + "?back=%2Faccount%3Fa%3D1");
        TestResponse done = signedIn(WISH);
        assertThat(done.getStatus()).isEqualTo(303);
        assertThat(done.header("Location")).isEqualTo(APP + WISH);
        assertThat(alice.get(WISH).header("User")).isEqualTo("alice");
        assertThat(alice.cookies.keySet()).noneMatch(name -> name.contains("journey-step"));
    }

    @Test
    void pageIsForPasswordManagersAndScreenReadersAndNotForFramesOrCaches() {
        TestResponse page = alice.open(WISH);
        assertThat(page.body())
                .contains("<html lang=\"en\">", "<h1>Sign in</h1>")
                .contains("<label for=\"c0\">User Name</label>", "autocomplete=\"username\" required")
                .contains("<label for=\"c1\">Password</label>", "type=\"password\" autocomplete=\"current-password\"")
                .doesNotContain("<script", "onclick");
        assertThat(page.body().indexOf(" autofocus")).isLessThan(page.body().indexOf("id=\"c1\""));
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self' 'sha256-")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "script");
    }

    @Test
    void wrongPasswordIsSaidAndTheNameIsKeptButNotThePassword() {
        TestResponse page = alice.follow(alice.submit(alice.open(WISH), Map.of("c0", "ali\"ce", "c1", "wrong<pw")));
        assertThat(page.body())
                .contains("role=\"alert\"", "Login failure", "value=\"ali&quot;ce\"", "<title>Error: Sign in</title>")
                .doesNotContain("wrong");
        assertThat(page.body().indexOf(" autofocus")).isGreaterThan(page.body().indexOf("id=\"c1\""));
        TestResponse done = alice.submit(page, Map.of("c0", "alice", "c1", "changeit"));
        assertThat(done.header("Location")).isEqualTo(APP + WISH);
    }

    @Test
    void lockedAccountIsSaid() {
        login.lockingAfter(1);
        TestResponse page = alice.open(WISH);
        for (int i = 0; i < 2; i++) {
            page = alice.follow(alice.submit(page, Map.of("c0", "alice", "c1", "wrong")));
        }
        assertThat(page.body()).contains("User Locked Out.");
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void journeyThatHasTimedOutStartsAgain(FakeAm.Kind kind) {
        am.setKind(kind);
        TestResponse page = alice.open(WISH);
        login.timeOut();
        TestResponse again = alice.follow(alice.submit(page, Map.of("c0", "alice", "c1", "changeit")));
        assertThat(again.body()).contains("taken too long", "value=\"alice\"");
        assertThat(alice.submit(again, Map.of("c0", "alice", "c1", "changeit")).header("Location"))
                .isEqualTo(APP + WISH);
    }

    @Test
    void pageIsInTheLanguageOfTheBrowser() {
        alice.language = "de-AT, en;q=0.5";
        assertThat(alice.open(WISH).body()).contains("<html lang=\"de\">", "<h1>Anmelden</h1>");
    }

    @Test
    void authIdNeverReachesTheBrowser() {
        signedIn(WISH);
        assertThat(alice.responses).isNotEmpty().allSatisfy(response -> {
            assertThat(response.body()).doesNotContain("authId", "eyJ0eXAi");
            assertThat(String.join("\n", response.getHeaders("Set-Cookie")) + response.header("Location"))
                    .doesNotContain("authId", "eyJ0eXAi");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.com",
        "Origin, null",
        "Origin, https://app.example.com.evil.org",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void formOfAnotherSiteIsRefusedAndCostsTheUserNothing(String header, String value) {
        TestResponse page = alice.open(WISH);
        Map<String, String> form = Map.of("c0", "alice", "c1", "changeit");
        assertThat(alice.submit(page, form, Map.of(header, value)).getStatus()).isEqualTo(403);
        assertThat(alice.submit(page, form).getStatus()).isEqualTo(303);
    }

    @Test
    void formWithoutTheTokenOfItsStepIsRefused() {
        TestResponse page = alice.open(WISH);
        TestResponse other = alice.open("/other");
        Map<String, String> stolen = new LinkedHashMap<>(TestSignIn.hidden(page));
        stolen.put("token", TestSignIn.hidden(other).get("token"));
        stolen.putAll(Map.of("c0", "alice", "c1", "changeit"));
        TestResponse refused = alice.post(TestSignIn.action(page, APP), stolen, Map.of());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.body()).contains("href=\"" + APP + PATH + "?back=%2Faccount%3Fa%3D1\"");
        stolen.remove("token");
        assertThat(alice.post(TestSignIn.action(page, APP), stolen, Map.of()).getStatus())
                .isEqualTo(400);
        assertThat(alice.cookies).doesNotContainKey(FakeAm.COOKIE);
    }

    @Test
    void stepOfOneBrowserIsNoneOfAnother() {
        TestResponse page = alice.open(WISH);
        TestSignIn mallory = new TestSignIn(web, am, APP);
        assertThat(mallory.submit(page, Map.of("c0", "alice", "c1", "changeit")).getStatus())
                .isEqualTo(400);
        TestResponse own = mallory.open(WISH);
        assertThat(mallory.submit(page, Map.of("c0", "alice", "c1", "changeit")).getStatus())
                .isEqualTo(400);
        assertThat(TestSignIn.hidden(own))
                .doesNotContainEntry("step", TestSignIn.hidden(page).get("step"));
    }

    @Test
    void stepKnownBeforeTheSignInGivesNoSessionAfterIt() {
        TestSession http = new TestSession();
        alice.session = http;
        TestSignIn mallory = new TestSignIn(web, am, APP);
        TestResponse planted = mallory.open(WISH);
        alice.cookies.putAll(mallory.cookies);
        assertThat(alice.submit(planted, Map.of("c0", "alice", "c1", "changeit"))
                        .getStatus())
                .isEqualTo(303);
        assertThat(http.id()).isEqualTo(2);
        assertThat(mallory.submit(planted, Map.of("c0", "alice", "c1", "changeit"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(mallory.get(WISH).getStatus()).isEqualTo(302);
    }

    @Test
    void eachStepIsAnsweredOnce() {
        TestResponse page = alice.open(WISH);
        TestResponse second = alice.follow(alice.submit(page, Map.of("c0", "alice", "c1", "wrong")));
        assertThat(TestSignIn.hidden(second).get("step"))
                .isNotEqualTo(TestSignIn.hidden(page).get("step"));
        assertThat(alice.submit(page, Map.of("c0", "alice", "c1", "changeit")).getStatus())
                .isEqualTo(400);
        assertThat(alice.submit(second, Map.of("c0", "alice", "c1", "changeit")).getStatus())
                .isEqualTo(303);
        assertThat(alice.submit(second, Map.of("c0", "alice", "c1", "changeit")).header("Location"))
                .as("signed in already")
                .isEqualTo(APP + WISH);
        alice.cookies.remove(FakeAm.COOKIE);
        assertThat(alice.submit(second, Map.of("c0", "alice", "c1", "changeit")).getStatus())
                .isEqualTo(400);
    }

    @Test
    void backButtonLeadsToTheWishWhileTheUserIsSignedInAndNowhereAfterwards() {
        String first = alice.follow(alice.get(WISH)).header("Location").substring(APP.length());
        TestResponse page = alice.get(first);
        alice.submit(page, Map.of("c0", "alice", "c1", "changeit"));
        assertThat(alice.get(first).header("Location")).isEqualTo(APP + WISH);
        assertThat(alice.get(PATH + "?back=%2Faccount%3Fa%3D1").header("Location"))
                .isEqualTo(APP + WISH);
        am.end(Objects.requireNonNull(alice.cookies.get(FakeAm.COOKIE)));
        alice.cookies.remove(FakeAm.COOKIE);
        TestResponse after = alice.get(first);
        assertThat(after.getStatus()).isEqualTo(400);
        assertThat(after.body()).contains(PATH + "?back=").doesNotContain("<form");
    }

    @Test
    void tabsSignInIndependently() {
        TestResponse one = alice.open("/one");
        TestResponse two = alice.open("/two");
        Map<String, String> form = Map.of("c0", "alice", "c1", "changeit");
        assertThat(alice.submit(two, form).header("Location")).isEqualTo(APP + "/two");
        assertThat(alice.submit(one, form).header("Location")).isEqualTo(APP + "/one");
        assertThat(alice.get("/one").header("User")).isEqualTo("alice");
    }

    @Test
    void browserKeepsFewSteps() {
        for (int i = 0; i < 20; i++) {
            alice.open("/page" + i);
        }
        assertThat(alice.cookies.keySet().stream().filter(name -> name.contains("journey-step")))
                .hasSizeLessThanOrEqualTo(5);
        assertThat(alice.submit(alice.open(WISH), Map.of("c0", "alice", "c1", "changeit"))
                        .getStatus())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example.com",
                "https://evil.example.com/",
                "/\\evil.example.com",
                "javascript:alert(1)",
                "/a/../../x",
                "\r\nX: y",
                ""
            })
    void linkLeadsToNoOtherSite(String back) {
        String link = PATH + "?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        TestResponse page = alice.follow(alice.get(link));
        TestResponse done = alice.submit(page, Map.of("c0", "alice", "c1", "changeit"));
        assertThat(done.header("Location")).isEqualTo(APP + "/");
    }

    @Test
    void outageIsSaidAndCanBeRetried() {
        am.set(Fault.DROP.onlyFor("/authenticate"));
        TestResponse down = alice.get(PATH + "?back=%2Fx");
        assertThat(down.getStatus()).isEqualTo(503);
        assertThat(down.body()).contains(PATH + "?back=%2Fx");
        am.set(Fault.NONE);
        assertThat(signedIn("/x").header("Location")).isEqualTo(APP + "/x");
    }

    @ParameterizedTest
    @CsvSource({"PUT, 405", "HEAD, 405", "DELETE, 405"})
    void otherMethodsAreRefused(String method, int status) {
        TestResponse refused = alice.send(method, PATH, Map.of("Sec-Fetch-Mode", "navigate"));
        assertThat(refused.getStatus()).isEqualTo(status);
        assertThat(refused.header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void prefetchBeginsNoJourney() {
        TestResponse refused =
                alice.send("GET", PATH, Map.of("Sec-Fetch-Mode", "navigate", "Sec-Purpose", "prefetch;prerender"));
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(alice.cookies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc", "none"})
    void pathIsAnOrdinaryOneUnlessUsersSignInThere(String login) throws ServletException {
        with("journey.login", login);
        assertThat(alice.get(PATH).getStatus()).isIn(302, 401);
        assertThat(alice.cookies.keySet()).noneMatch(name -> name.contains("journey-step"));
    }

    @Test
    void strongerJourneyUpgradesTheSession() {
        am.journey("Strong")
                .prompts(FakeCallback.text("TextInputCallback", "One Time Password"))
                .givingLevel(5);
        signedIn("/account");
        String before = alice.cookies.get(FakeAm.COOKIE);
        TestResponse page = alice.open("/vault/7");
        assertThat(page.body()).contains("autocomplete=\"one-time-code\"");
        assertThat(alice.submit(page, Map.of("c0", "123456")).header("Location"))
                .isEqualTo(APP + "/vault/7");
        assertThat(alice.cookies.get(FakeAm.COOKIE)).isNotEqualTo(before);
        assertThat(alice.get("/vault/7").header("User")).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({"acr=Weak", "acr=Weak+Strong", "acr=Strong&level=1", "level=1", "acr=Weak&level=9"})
    void linkLetsNobodyChooseAWeakJourney(String requirement) {
        for (String name : List.of("Weak", "Strong")) {
            am.journey(name)
                    .prompts(FakeCallback.text("TextInputCallback", name))
                    .givingLevel(1);
        }
        TestResponse page = alice.follow(
                alice.send("GET", PATH + "?back=%2Faccount&" + requirement, Map.of("Sec-Fetch-Mode", "navigate")));
        assertThat(page.body()).contains("<label for=\"c0\">User Name</label>").doesNotContain("Weak", "Strong");
    }

    @Test
    void linkOfASuspendedJourneyDoesNotReplaceTheUser() {
        signedIn("/account");
        String before = alice.cookies.get(FakeAm.COOKIE);
        TestResponse answer =
                alice.send("GET", PATH + "?back=%2Faccount&suspendedId=x", Map.of("Sec-Fetch-Mode", "navigate"));
        assertThat(answer.header("Location")).isEqualTo(APP + "/account");
        assertThat(am.calls("suspendedId")).isEmpty();
        assertThat(alice.cookies).containsEntry(FakeAm.COOKIE, before);
    }

    @Test
    void strongerJourneyCanBeSuspended() {
        am.journey("Strong")
                .prompts(FakeCallback.suspended("Look into your mail"))
                .prompts(FakeCallback.text("TextInputCallback", "Code"))
                .givingLevel(5);
        signedIn("/account");
        assertThat(alice.open("/vault/7").body()).contains("Look into your mail");
        TestResponse resumed = alice.follow(alice.get(PATH + "?back=%2Fvault%2F7&suspendedId=Strong"));
        assertThat(alice.submit(resumed, Map.of("c0", "123456")).header("Location"))
                .isEqualTo(APP + "/vault/7");
        assertThat(alice.get("/vault/7").header("User")).isEqualTo("alice");
    }

    @Test
    void levelThatTheApplicationAsksForUpgradesTheSession() {
        signedIn("/account");
        am.journey("Strong")
                .prompts(FakeCallback.text("TextInputCallback", "Code"))
                .givingLevel(5);
        TestResponse page = alice.open(TestWeb.LEVEL_5);
        assertThat(alice.submit(page, Map.of("c0", "123456")).header("Location"))
                .isEqualTo(APP + TestWeb.LEVEL_5);
        assertThat(alice.get(TestWeb.LEVEL_5).header("User")).isEqualTo("alice");
    }

    @Test
    void keptPostIsSentAgainAfterTheSignIn() throws ServletException {
        with("journey.login.keep-posts", "true");
        TestResponse kept = alice.post("/transfer", Map.of("iban", "DE02"), Map.of());
        String target = kept.header("Refresh").substring(("0; url=" + APP).length());
        TestResponse done = alice.submit(alice.follow(alice.get(target)), Map.of("c0", "alice", "c1", "changeit"));
        TestResponse repeat = alice.follow(done);
        assertThat(repeat.body()).contains("journey-kept-post");
    }

    @Test
    void sameAddressesAreInAllLinks() {
        List<String> actions = List.of(TestSignIn.action(alice.open(WISH), APP));
        assertThat(actions).containsExactly(PATH + "?back=%2Faccount%3Fa%3D1");
    }
}
