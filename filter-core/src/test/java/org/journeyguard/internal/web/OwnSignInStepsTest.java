package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps on the application's own sign-in page that are not only fields. */
class OwnSignInStepsTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String PATH = "/journey/sign-in";
    private static final String IDP = "https://idp.example.org/authorize?client_id=x&state=s%2F1";

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestWeb web;
    private final TestSignIn alice;

    OwnSignInStepsTest() throws ServletException {
        web = web();
        alice = new TestSignIn(web, am, APP);
    }

    private TestWeb web(String... more) throws ServletException {
        List<String> settings = new ArrayList<>(List.of(
                "journey.login",
                "journey",
                "journey.sign-in.journey",
                "Login",
                "journey.sign-in.css",
                "/css/own.css",
                "journey.am.timeout",
                "PT1M"));
        settings.addAll(List.of(more));
        return new TestWeb(am, APP, settings.toArray(String[]::new));
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private TestResponse gone(String query) {
        TestResponse response = alice.get(PATH + query);
        assertThat(response.getStatus()).as(query).isEqualTo(400);
        return response;
    }

    @Test
    void identityProviderSendsTheUserBackIntoTheirOwnStep() {
        am.journey("Login").prompts(FakeCallback.redirect(IDP));
        TestResponse page = alice.open("/account");
        assertThat(page.header("Refresh")).isEqualTo("0; url=" + IDP);
        assertThat(page.body()).contains("href=\"" + IDP.replace("&", "&amp;") + "\"");
        assertThat(gone("?code=c&state=other").body()).doesNotContain("<form");
        TestSignIn mallory = new TestSignIn(web, am, APP);
        assertThat(mallory.get(PATH + "?code=c&state=s%2F1").getStatus())
                .as("of another browser")
                .isEqualTo(400);
        TestResponse done = alice.get(PATH + "?code=c&state=s%2F1&realm=/x&authIndexValue=Other");
        assertThat(done.header("Location")).isEqualTo(APP + "/account");
        assertThat(alice.get("/account").header("User")).isEqualTo("demo");
        assertThat(am.calls())
                .noneMatch(call -> call.parameter("authIndexValue").equals("Other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?client_id=x", "?client_id=x&state=", ""})
    void returnFromAProviderThatWasSentNoStateIsRefused(String query) {
        am.journey("Login").prompts(FakeCallback.redirect("https://idp.example.org/authorize" + query));
        alice.open("/account");
        gone("?code=of-mallory");
        gone("?code=of-mallory&state=");
        assertThat(am.calls()).noneMatch(call -> call.parameter("code").equals("of-mallory"));
    }

    @Test
    void returnIsRecognizedByTheTokenOfOAuth1() {
        am.journey("Login").prompts(FakeCallback.redirect("https://idp.example.org/authenticate?oauth_token=t"));
        alice.open("/account");
        gone("?oauth_token=other&oauth_verifier=v");
        assertThat(alice.get(PATH + "?oauth_token=t&oauth_verifier=v").header("Location"))
                .isEqualTo(APP + "/account");
    }

    @Test
    void waitingGoesOnByItselfWithoutScript() {
        am.journey("Login").prompts(FakeCallback.pollingWait(2500)).prompts(FakeCallback.name());
        TestResponse page = alice.open("/account");
        assertThat(page.body()).contains("role=\"status\">Waiting", "<button>Continue</button>");
        assertThat(page.header("Refresh")).startsWith("3; url=" + APP + PATH + "?back=%2Faccount&step=");
        String next = page.header("Refresh").substring(("3; url=" + APP).length());
        TestResponse after = alice.follow(alice.get(next));
        assertThat(after.body()).contains("User Name");
        assertThat(alice.get(next).getStatus()).as("once").isEqualTo(400);
        assertThat(alice.submit(after, Map.of("c0", "alice")).header("Location"))
                .isEqualTo(APP + "/account");
    }

    @Test
    void suspendedJourneyGoesOnByItsLink() {
        am.journey("Login")
                .prompts(FakeCallback.suspended("Look into your mail"))
                .prompts(FakeCallback.name());
        TestResponse page = alice.open("/account");
        assertThat(page.body()).contains("Look into your mail").doesNotContain("<form");
        TestResponse resumed = alice.follow(alice.get(PATH + "?back=%2Faccount&suspendedId=Login"));
        assertThat(alice.submit(resumed, Map.of("c0", "alice")).header("Location"))
                .isEqualTo(APP + "/account");
        alice.cookies.clear();
        TestResponse again = alice.get(PATH + "?suspendedId=Login");
        assertThat(again.body()).contains("role=\"alert\"", "expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeviceProfileCallback", "ReCaptchaCallback", "WebAuthnFutureCallback"})
    void stepThatNeedsScriptLeadsToAmsOwnPage(String type) {
        am.journey("Login").prompts(FakeCallback.text(type, "x"));
        TestResponse page = alice.open("/account?a=1");
        assertThat(page.header("Refresh"))
                .startsWith("0; url=" + am.url() + "/UI/Login?realm=%2F&goto=")
                .endsWith("%2Faccount%3Fa%3D1");
    }

    @Test
    void confirmationAndChoiceAreAnswered() {
        am.journey("Login")
                .prompts(FakeCallback.choice("Which?", "A", "B"), FakeCallback.confirmation("Yes", "No"))
                .titled("two", "Choose <one>", "It's \"up\" to you")
                .prompts(FakeCallback.message("Hello & welcome"), FakeCallback.name());
        TestResponse page = alice.open("/account");
        assertThat(page.body())
                .contains("<h1>Choose &lt;one&gt;</h1>", "data-stage=\"two\"", "It's &quot;up&quot; to you");
        TestResponse next = alice.follow(alice.submit(page, Map.of("c0", "1", "c1", "1")));
        assertThat(next.body()).contains("<p class=\"information\">Hello &amp; welcome</p>");
        assertThat(alice.submit(next, Map.of("c1", "alice")).getStatus()).isEqualTo(303);
    }

    @Test
    void unknownJourneyIsSaidAndOffersToStartAgain() {
        TestResponse page = alice.follow(alice.get("/account"));
        assertThat(page.body())
                .contains("role=\"alert\"", "No Configuration found", "href=\"" + APP + PATH + "?back=%2Faccount\"");
    }

    @Test
    void styleSheetOfTheApplicationFollowsTheOwn() {
        am.journey("Login").prompts(FakeCallback.name());
        TestResponse page = alice.open("/account");
        assertThat(page.body()).contains("</style>\n<link rel=\"stylesheet\" href=\"" + APP + "/css/own.css\">");
        assertThat(page.header("Content-Security-Policy")).contains(" https://app.example.com;");
    }

    @Test
    void tenantHasAPageOfItsOwn() throws ServletException {
        am.journey("Partners").prompts(FakeCallback.name());
        try (TestWeb tenants = web(
                "journey.tenants",
                "partners",
                "journey.tenants.partners.paths",
                "/partners/*",
                "journey.tenants.partners.sign-in.journey",
                "Partners")) {
            TestSignIn partner = new TestSignIn(tenants, am, APP);
            TestResponse page = partner.open("/partners/account");
            assertThat(TestSignIn.action(page, APP)).startsWith("/partners/journey/sign-in?");
            TestResponse done = partner.submit(page, Map.of("c0", "demo"));
            assertThat(done.header("Location")).isEqualTo(APP + "/partners/account");
            assertThat(partner.get("/partners/account").header("User")).isEqualTo("demo");
        }
    }

    @Test
    void frameOfTheApplicationSurroundsTheForm(@TempDir Path classes) throws IOException, ServletException {
        Path frame = classes.resolve("META-INF/journeyguard/sign-in.html");
        Files.createDirectories(classes.resolve("META-INF/journeyguard"));
        Files.writeString(frame, "<html lang='{{language}}'><title>{{title}}</title>{{styles}}<p>Shop</p>{{content}}");
        am.journey("Login").prompts(FakeCallback.name());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            try (TestWeb framed = web()) {
                assertThat(new TestSignIn(framed, am, APP).open("/account").body())
                        .startsWith("<html lang='en'><title>Sign in</title><style>")
                        .containsSubsequence(
                                "/css/own.css", "<p>Shop</p><main", "<form method=\"post\"", "name=\"c0\"");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
