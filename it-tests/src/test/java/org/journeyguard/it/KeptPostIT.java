package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.smoke.FormServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person whose session ends before the form is sent: a real browser, the real AM, and both ways to sign in. */
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
class KeptPostIT {
    private static final String BY_COOKIE = "posts-am";
    private static final String BY_CODE = "posts-oidc";
    private static final int LONG = 60_000;
    private static final long SEED = 3;

    private static ServerProcess server;

    private final Chromium chromium = new Chromium();
    private final Page page = chromium.page;

    @BeforeAll
    static void start() {
        Servers.am().admit(Servers.appUrl() + "/" + BY_CODE);
        server = Servers.payara("kept-posts", application(BY_COOKIE, "am"), application(BY_CODE, "oidc"));
    }

    private static WebArchive application(String context, String login) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.login",
                login,
                "journey.login.keep-posts",
                "true",
                "journey.paths.acr",
                "POST /form/strong=strong",
                "journey.am.timeout",
                "PT30S",
                "journey.oauth.client-id",
                Realm.CLIENT,
                "journey.oauth.client-secret",
                Provisioner.CLIENT_SECRET));
        return Wars.bare(context, settings).addClass(FormServlet.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    /** Signs in, opens a form, and loses all cookies: the session has ended. */
    private void openForm(String context, String form) {
        page.navigate(url(context, form));
        Chromium.signIn(page);
        page.waitForURL(url(context, form));
        chromium.context.clearCookies();
    }

    private static String url(String context, String form) {
        return Servers.appUrl() + "/" + context + "/form/" + form;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        new Random(SEED).ints(LONG, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.append("Größe & <b> %").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_COOKIE, BY_CODE})
    void longFormIsSentAfterTheSignIn(String context) {
        openForm(context, "text");
        page.locator("textarea").fill(text());
        List<String> returns = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/journey/callback?post=")) {
                returns.add(request.url());
            }
        });
        page.locator("button").click();
        Chromium.signIn(page);
        page.waitForURL(url(context, "text?id=7"));
        assertThat(page.locator("body"))
                .hasText("by " + Provisioner.ADMIN_USER + " id=7 note=" + FormServlet.digest(utf8(text())));
        assertThat(chromium.context.cookies()).noneMatch(cookie -> cookie.name.startsWith("journey-post"));

        page.navigate(returns.get(0));
        assertThat(page.locator("h1")).hasText("Already sent or expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_COOKIE, BY_CODE})
    void fileIsSentAfterTheSignIn(String context) {
        byte[] file = new byte[LONG];
        new Random(SEED).nextBytes(file);
        openForm(context, "files");
        page.locator("textarea").fill("Größe");
        page.locator("input").setInputFiles(new FilePayload("Größe \"1\".png", "image/png", file));
        page.locator("button").click();
        Chromium.signIn(page);
        page.waitForURL(url(context, "files?id=7"));
        String note = FormServlet.digest(utf8("Größe"));
        assertThat(page.locator("body")).containsText("by " + Provisioner.ADMIN_USER + " id=7 note=" + note);
        assertThat(page.locator("body")).containsText("file:Größe %221%22.png=" + FormServlet.digest(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_COOKIE, BY_CODE})
    void formIsSentAfterTheStepUp(String context) {
        page.navigate(url(context, "strong"));
        Chromium.signIn(page);
        page.waitForURL(url(context, "strong"));
        page.locator("textarea").fill("Größe");
        page.locator("button").click();
        Chromium.signIn(page);
        page.waitForURL(url(context, "strong?id=7"));
        assertThat(page.locator("body"))
                .hasText("by " + Provisioner.ADMIN_USER + " id=7 note=" + FormServlet.digest(utf8("Größe")));
    }

    /** The page is the same in both ways of signing in; this one leads to it without a redirect, so that the test can change it. */
    @Test
    void buttonSendsTheFormWithoutScript() {
        openForm(BY_COOKIE, "text");
        page.locator("textarea").fill("short");
        page.route("**/journey/callback?post=*", route -> {
            APIResponse response = route.fetch();
            Map<String, String> headers = new HashMap<>(response.headers());
            headers.put("content-security-policy", "script-src 'none'");
            route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
        });
        page.locator("button").click();
        Chromium.signIn(page);
        page.locator("button", new Page.LocatorOptions().setHasText("Send")).click();
        page.waitForURL(url(BY_COOKIE, "text?id=7"));
        assertThat(page.locator("body")).containsText("note=" + FormServlet.digest(utf8("short")));
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_COOKIE, BY_CODE})
    void formThatIsTooLargeGetsAPageThatSaysSo(String context) {
        openForm(context, "text");
        page.locator("textarea").fill("x".repeat(70_000));
        page.locator("button").click();
        assertThat(page.locator("p").first()).containsText("too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_COOKIE, BY_CODE})
    void formOfAnotherSiteIsNotKept(String context) {
        try (Portal portal = new Portal()) {
            page.navigate(portal.url());
            page.evaluate(
                    "action => { document.body.innerHTML = '<form method=post><textarea name=note>x</textarea></form>';"
                            + " document.forms[0].action = action; document.forms[0].submit() }",
                    url(context, "text?id=7"));
            assertThat(page.locator("h1")).hasText("Request from another site");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
