package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.internal.web.TestWeb.Received;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST without a session is sent again after the sign-in, once, in its browser, and as the same user. */
class KeptPostTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String RESOURCES = "https://app.example.com:443/shop";
    private static final FakePolicy MAY_POST =
            FakePolicy.about(RESOURCES + "/transfer").allowing("POST");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BODY = "iban=DE02120300000000202051&note=a%20b";
    private static final Map<String, String> BY_SCRIPT = Map.of("Sec-Fetch-Mode", "cors");

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private TestWeb web;
    private TestPerson alice;

    KeptPostTest() throws ServletException {
        web = web("oidc");
        alice = new TestPerson(web, am, APP, "alice");
    }

    private TestWeb web(String login, String... more) throws ServletException {
        String[] settings = new String[more.length + 10];
        System.arraycopy(more, 0, settings, 10, more.length);
        System.arraycopy(
                new String[] {
                    "journey.login", login,
                    "journey.login.keep-posts", "true",
                    "journey.paths.acr", "/vault/*=StrongJourney",
                    // longer than a busy machine takes
                    "journey.am.timeout", "PT1M",
                    "journey.am.connect-timeout", "PT1M"
                },
                0,
                settings,
                0,
                10);
        return new TestWeb(am, APP, settings);
    }

    private void with(String login, String... more) throws ServletException {
        web.close();
        web = web(login, more);
        alice = new TestPerson(web, am, APP, "alice");
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private static String refresh(TestResponse page) {
        assertThat(page.getStatus()).as(page.body()).isEqualTo(401);
        assertThat(page.header("Refresh")).startsWith("0; url=");
        return page.header("Refresh").substring("0; url=".length());
    }

    private static String found(TestResponse page, String regex) {
        Matcher value = Pattern.compile(regex).matcher(page.body());
        assertThat(value.find()).as(page.body()).isTrue();
        return value.group(1).replace("&amp;", "&");
    }

    private static String query(String url, String name) {
        for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Where AM sends the user who has signed in there, or what comes of it. */
    private static String returned(TestPerson person, String url) {
        String goTo = query(url, "goto");
        if (!goTo.isEmpty()) {
            person.cookies.put(FakeAm.COOKIE, person.ssoToken().value());
            return goTo.substring(APP.length());
        }
        return person.get(person.answerOfAm(url).substring(APP.length()))
                .header("Location")
                .substring(APP.length());
    }

    /** Sends a kept POST again as the page does. */
    private static TestResponse submit(TestPerson person, TestResponse page) {
        assertThat(page.getStatus()).as(page.body()).isEqualTo(200);
        String action = found(page, "action=\"([^\"]*)\"").substring(APP.length());
        String token = found(page, "name=\"journey-kept-post\" value=\"([^\"]*)\"");
        return person.post(action, "text/plain", "journey-kept-post=" + token + "\r\n");
    }

    private TestResponse pageAfterSignIn(TestResponse kept) {
        return alice.get(returned(alice, refresh(kept)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "am"})
    void formIsSentAgainAfterTheSignIn(String login) throws ServletException {
        with(login);
        TestResponse page = pageAfterSignIn(alice.post("/transfer?a=1&b=%C3%A4", FORM, BODY));
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'nonce-" + found(page, "<script nonce=\"([^\"]+)\">") + "'")
                .contains("frame-ancestors 'none'");
        assertThat(page.body()).contains("<button>").doesNotContain("iban");
        assertThat(found(page, "action=\"([^\"]*)\"")).isEqualTo(APP + "/transfer?a=1&b=%C3%A4");
        assertThat(submit(alice, page).header("User")).isEqualTo("alice");
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
        assertThat(alice.cookies.keySet()).noneMatch(name -> name.contains("journey-post"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "application/json"})
    void formIsSentAgainWithTheSameTypeAndOctets(String type) {
        String body = "--x\r\n\u0000\u00ff\r\n--x--{\"a\":1}\n";
        submit(alice, pageAfterSignIn(alice.post("/transfer", type, body)));
        assertThat(web.received()).containsExactly(new Received(type, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "am"})
    void formIsSentAgainAfterTheStepUp(String login) throws ServletException {
        with(login);
        returned(alice, alice.get("/account").header("Location"));
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        TestResponse kept = alice.post("/vault/7", FORM, BODY);
        alice.upgrade("StrongJourney", 5);
        assertThat(refresh(kept)).contains("StrongJourney");
        submit(alice, alice.get(returned(alice, refresh(kept))));
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
    }

    @Test
    void formIsKeptAcrossSignInAndStepUp() throws ServletException {
        with("am");
        TestResponse page = pageAfterSignIn(alice.post("/vault/7", FORM, BODY));
        TestResponse tooWeak = submit(alice, page);
        assertThat(web.received()).isEmpty();
        alice.upgrade("StrongJourney", 5);
        submit(alice, alice.get(returned(alice, refresh(tooWeak))));
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
    }

    @Test
    void formIsKeptAcrossAStepUpRequiredByTheApplication() throws ServletException {
        with("am");
        TestResponse page = pageAfterSignIn(alice.post(TestWeb.LEVEL_5, FORM, BODY));
        TestResponse tooWeak = submit(alice, page);
        web.received().clear();
        alice.upgradeInPlace("StrongJourney", 5);
        assertThat(submit(alice, alice.get(returned(alice, refresh(tooWeak)))).header("User"))
                .isEqualTo("alice");
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
    }

    @Test
    void otherUserCannotSendTheFormAfterAStepUp() throws ServletException {
        with("am");
        TestResponse page = pageAfterSignIn(alice.post(TestWeb.LEVEL_5, FORM, BODY));
        TestResponse tooWeak = submit(alice, page);
        web.received().clear();
        TestPerson bob = new TestPerson(web, am, APP, "bob");
        bob.cookies.putAll(alice.cookies);
        bob.cookies.put(FakeAm.COOKIE, bob.ssoToken().value());
        bob.upgradeInPlace("StrongJourney", 5);
        TestResponse refused = bob.get(returned(bob, refresh(tooWeak)));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.body()).contains("belongs to another user");
        assertThat(web.received()).isEmpty();
    }

    private void withPolicies(String login, FakePolicy aboutTransfers) throws ServletException {
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies().allow(RESOURCES + "/account", "GET");
        am.policies().put("transfers", aboutTransfers);
        with(
                login,
                "journey.policy",
                "am",
                "journey.policy.jwt",
                "true",
                "journey.am.agent.name",
                "agent",
                "journey.am.agent.password",
                "s3cret");
    }

    /** AM advises users of its cookie only: of a JWT it knows neither level nor journey. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void formIsSentAgainAfterTheStepUpThatAPolicyAdvises(boolean isSignedIn) throws ServletException {
        for (FakePolicy advising : List.of(MAY_POST.byService("StrongJourney"), MAY_POST.atLevel(5))) {
            web.received().clear();
            withPolicies("am", advising);
            TestResponse kept;
            if (isSignedIn) {
                returned(alice, alice.get("/account").header("Location"));
                assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
                kept = alice.post("/transfer", FORM, BODY);
            } else {
                kept = submit(alice, pageAfterSignIn(alice.post("/transfer", FORM, BODY)));
            }
            assertThat(web.received()).isEmpty();
            alice.upgrade("StrongJourney", 5);
            submit(alice, alice.get(returned(alice, refresh(kept))));
            assertThat(web.received()).containsExactly(new Received(FORM, BODY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "am"})
    void policiesDecideAboutTheFormWhenItIsSentAgain(String login) throws ServletException {
        withPolicies(login, MAY_POST);
        submit(alice, pageAfterSignIn(alice.post("/transfer", FORM, BODY)));
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
        web.received().clear();
        withPolicies(login, FakePolicy.about(RESOURCES + "/transfer").denying("POST"));
        TestResponse denied = submit(alice, pageAfterSignIn(alice.post("/transfer", FORM, BODY)));
        assertThat(denied.getStatus()).isEqualTo(403);
        assertThat(web.received()).isEmpty();
    }

    @Test
    void formOfAPublicPathIsKeptAgainIfTheSessionEnds() throws ServletException {
        with("am", "journey.paths.public", TestWeb.LEVEL_5);
        returned(alice, alice.get("/account").header("Location"));
        TestResponse kept = alice.post(TestWeb.LEVEL_5, FORM, BODY);
        alice.upgradeInPlace("StrongJourney", 5);
        TestResponse page = alice.get(returned(alice, refresh(kept)));
        alice.cookies.remove(FakeAm.COOKIE);
        submit(alice, pageAfterSignIn(submit(alice, page)));
        assertThat(web.received()).containsExactly(new Received(FORM, BODY));
    }

    @Test
    void secondUseShowsAPage() {
        TestResponse page = pageAfterSignIn(alice.post("/transfer", FORM, BODY));
        Map<String, String> before = Map.copyOf(alice.cookies);
        submit(alice, page);
        for (int i = 0; i < 2; i++) {
            TestResponse again = submit(alice, page);
            assertThat(again.getStatus()).isEqualTo(410);
            assertThat(again.body()).contains("already been sent");
            alice.cookies.putAll(before);
        }
        assertThat(web.received()).hasSize(1);
    }

    @Test
    void reopenedPageHasNoForm() {
        TestResponse kept = alice.post("/transfer", FORM, BODY);
        String address = returned(alice, refresh(kept));
        submit(alice, alice.get(address));
        assertThat(alice.get(address).getStatus()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "am"})
    void otherBrowserCanNeitherSeeNorSendTheForm(String login) throws ServletException {
        with(login);
        TestResponse kept = alice.post("/transfer", FORM, BODY);
        String address = returned(alice, refresh(kept));
        TestResponse page = alice.get(address);
        TestPerson mallory = new TestPerson(web, am, APP, "mallory");
        returned(mallory, mallory.get("/account").header("Location"));
        assertThat(mallory.get(address).getStatus()).isEqualTo(410);
        assertThat(submit(mallory, page).getStatus()).isEqualTo(410);
        submit(alice, page);
        assertThat(web.received()).hasSize(1);
    }

    /** As on a computer that several people use. */
    @Test
    void nextUserOfTheBrowserCannotSendTheForm() throws ServletException {
        with("am");
        TestResponse page = pageAfterSignIn(alice.post("/transfer", FORM, BODY));
        TestPerson bob = new TestPerson(web, am, APP, "bob");
        bob.cookies.putAll(alice.cookies);
        bob.cookies.put(FakeAm.COOKIE, bob.ssoToken().value());
        TestResponse refused = submit(bob, page);
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.body()).contains("belongs to another user");
        assertThat(web.received()).isEmpty();
        submit(alice, page);
        assertThat(web.received()).hasSize(1);
    }

    @Test
    void onlyTheUserOfTheHttpSessionCanSendTheForm() throws ServletException {
        with("am");
        alice.session = new TestSession();
        alice.cookies.put(FakeAm.COOKIE, alice.ssoToken().value());
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        alice.cookies.remove(FakeAm.COOKIE);
        TestResponse kept = alice.post("/transfer", FORM, BODY);
        String address = query(refresh(kept), "goto").substring(APP.length());
        TestPerson bob = new TestPerson(web, am, APP, "bob");
        bob.session = alice.session;
        bob.cookies.putAll(alice.cookies);
        bob.cookies.put(FakeAm.COOKIE, bob.ssoToken().value());
        TestResponse refused = bob.get(address);
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.body()).contains("belongs to another user").doesNotContain("<form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.com.evil.example"})
    void formOfAnotherSiteIsNotKept(String origin) {
        TestResponse refused =
                alice.post("/transfer", FORM, BODY, Map.of("Origin", origin, "Sec-Fetch-Mode", "navigate"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.body()).contains("Another website started this request");
        assertThat(alice.cookies).isEmpty();
    }

    @Test
    void otherSiteCannotSendTheFormEvenWithItsToken() {
        TestResponse page = pageAfterSignIn(alice.post("/transfer", FORM, BODY));
        String token = found(page, "name=\"journey-kept-post\" value=\"([^\"]*)\"");
        TestResponse refused = alice.post(
                "/transfer",
                "text/plain",
                "journey-kept-post=" + token + "\r\n",
                Map.of("Origin", "https://evil.example", "Sec-Fetch-Mode", "navigate"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(web.received()).isEmpty();
    }

    @Test
    void tokenIsInvalidForAnotherAddress() {
        TestResponse page = pageAfterSignIn(alice.post("/transfer", FORM, BODY));
        String token = found(page, "name=\"journey-kept-post\" value=\"([^\"]*)\"");
        for (String address : new String[] {"/transfer?to=mallory", "/transfer/", "/account"}) {
            TestResponse refused = alice.post(address, "text/plain", "journey-kept-post=" + token + "\r\n");
            assertThat(refused.getStatus()).as(address).isEqualTo(410);
        }
        assertThat(web.received()).isEmpty();
    }

    @Test
    void tooLargeFormShowsAPage() throws ServletException {
        with("oidc", "journey.login.keep-posts.max-size", "37");
        TestResponse refused = alice.post("/transfer", FORM, BODY);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.body()).contains("too large");
        assertThat(alice.cookies).isEmpty();
    }

    @Test
    void tooManyFormsShowAPage() throws ServletException {
        with("oidc", "journey.login.keep-posts.max-posts", "1");
        refresh(alice.post("/transfer", FORM, BODY));
        TestPerson bob = new TestPerson(web, am, APP, "bob");
        TestResponse refused = bob.post("/transfer", FORM, BODY);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.header("Refresh")).isEmpty();
        assertThat(refused.body()).contains("can't save what you entered");
        assertThat(bob.cookies).isEmpty();
    }

    @Test
    void incompleteFormIsNotKept() {
        TestResponse refused =
                alice.post("/transfer", FORM, BODY, Map.of("Content-Length", "1000", "Sec-Fetch-Mode", "navigate"));
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.body()).contains("not carried out");
        assertThat(alice.cookies).isEmpty();
    }

    @Test
    void scriptGetsALoginLinkThatKeepsItsPost() {
        TestResponse refused = alice.post("/transfer", "application/json", "{\"a\":1}", BY_SCRIPT);
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        String login = found(refused, "\"login\":\"([^\"]+)\"");
        TestResponse departure = alice.get(login.substring(APP.length()));
        submit(alice, alice.get(returned(alice, departure.header("Location"))));
        assertThat(web.received()).containsExactly(new Received("application/json", "{\"a\":1}"));
    }

    @Test
    void repeatedSignInWithoutSessionShowsTheLoopPage() throws ServletException {
        with("am");
        String address = query(refresh(alice.post("/transfer", FORM, BODY)), "goto");
        for (int i = 0; i < 2; i++) {
            address = query(alice.get(address.substring(APP.length())).header("Location"), "goto");
        }
        TestResponse loop = alice.get(address.substring(APP.length()));
        assertThat(loop.getStatus()).isEqualTo(401);
        assertThat(loop.body()).contains("Sign-in is not working");
    }

    @Test
    void cookieIsProtectedAndLastsForTheTimeout() {
        TestResponse kept = alice.post("/transfer", FORM, BODY);
        assertThat(kept.getHeaders("Set-Cookie"))
                .anyMatch(cookie -> cookie.matches("__Host-journey-post-MwVjwA-[\\w-]{22}=\\d+\\.[\\w-]{43}"
                        + "; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"));
    }

    @Test
    void ordinaryTextOfTheSizeOfARepetitionIsPassedOn() {
        alice.signIn("/account");
        String text = "x".repeat(86);
        alice.post("/transfer", "text/plain", text);
        assertThat(web.received()).containsExactly(new Received("text/plain", text));
    }

    @Test
    void formIsNotKeptUnlessSwitchedOn() throws ServletException {
        with("oidc", "journey.login.keep-posts", "false");
        TestResponse lost = alice.post("/transfer", FORM, BODY);
        assertThat(lost.getStatus()).isEqualTo(401);
        assertThat(lost.header("Refresh")).isEmpty();
        assertThat(alice.cookies).isEmpty();
        alice.signIn("/account");
        assertThat(alice.get("/journey/callback?post=x").getStatus()).isEqualTo(410);
    }
}
