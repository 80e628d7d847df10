package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person signs in on the application's own page: a real browser and the real AM. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
class JourneySignInIT {
    private static final String WANTED = Servers.appUrl() + "/account?tab=a%2Fb&x=1";
    /** A browser reads it, so it has no quotes. */
    private static final Pattern SIGN_IN = Pattern.compile(".*/journey/sign-in[?].*");

    private final Chromium chromium = new Chromium();

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.login", "journey", "journey.sign-in.journey", "ldapService"));
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    private static void type(Page page, String user, String password) {
        page.keyboard().type(user);
        page.keyboard().press("Tab");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
    }

    @Test
    void keyboardAloneSignsInInGermanWithoutScriptAndBackLeadsNowhereAfterTheLogout() {
        try (BrowserContext context = chromium.context
                .browser()
                .newContext(new NewContextOptions().setJavaScriptEnabled(false).setLocale("de-DE"))) {
            Page page = context.newPage();
            page.navigate(WANTED);
            assertThat(page).hasURL(SIGN_IN);
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(page.locator("#c0")).isFocused();
            type(page, Provisioner.ADMIN_USER, "wrong");
            assertThat(page.locator("[role=alert]")).isVisible();
            assertThat(page.locator("#c0")).hasValue(Provisioner.ADMIN_USER);
            assertThat(page.locator("#c1")).isFocused();
            page.keyboard().type(Provisioner.USER_PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(WANTED);
            String token = Chromium.cookie(context, AmRest.COOKIE).value;
            assertThat(Servers.am().rest().isValid(token)).isTrue();
            assertThat(context.cookies()).noneMatch(cookie -> cookie.name.contains("journey-step"));

            page.locator("#sign-out").press("Enter");
            assertThat(page.locator("#outcome")).isVisible();
            assertThat(Servers.am().rest().isValid(token)).isFalse();
            for (int i = 0; i < 3; i++) {
                page.goBack();
                assertThat(page.locator("#sign-out")).hasCount(0);
                assertThat(page).hasURL(SIGN_IN);
            }
        }
    }

    @Test
    void pageIsAccessible() {
        Page page = chromium.page;
        page.navigate(WANTED);
        assertThat(page.locator("#c1")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
        type(page, Provisioner.ADMIN_USER, "wrong");
        assertThat(page.locator("[role=alert]")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
    }

    @Test
    void strongerSignInIsOnTheSamePage() {
        Page page = chromium.page;
        page.navigate(WANTED);
        assertThat(page.locator("#c0")).isFocused();
        type(page, Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
        page.waitForURL(WANTED);
        page.navigate(Servers.appUrl() + "/vault");
        assertThat(page).hasURL(SIGN_IN);
        assertThat(page.locator("#c0")).isFocused();
        type(page, Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
        page.waitForURL(Servers.appUrl() + "/vault");
    }

    @Test
    void scriptOfTheDocumentationSignsIn() {
        Page page = chromium.page;
        serve(page, "/static/spa.html", "text/html", shown("html"));
        serve(page, "/static/sign-in.js", "text/javascript", shown("js"));
        page.navigate(Servers.appUrl() + "/static/spa.html");
        page.locator("input").first().fill(Provisioner.ADMIN_USER);
        page.locator("input[type=password]").fill("wrong");
        page.locator("button").click();
        assertThat(page.locator("#message")).not().isEmpty();
        assertThat(page.locator("input[type=password]")).hasValue("");
        page.locator("input").first().fill(Provisioner.ADMIN_USER);
        page.locator("input[type=password]").fill(Provisioner.USER_PASSWORD);
        page.locator("button").click();
        page.waitForURL(Servers.appUrl() + "/account");
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void pageOfAnotherOriginIsRefused(String method) {
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        chromium.page.onResponse(response -> {
            if (response.url().contains("/journey/sign-in")) {
                statuses.add(response.status());
            }
        });
        try (Portal portal = new Portal()) {
            chromium.page.navigate(portal.url());
            Object answer = chromium.page.evaluate(
                    "([url, method]) => fetch(url, {method, credentials: 'include', mode: 'no-cors'})"
                            + ".then(response => response.type)",
                    List.of(Servers.appUrl() + "/journey/sign-in", method));
            assertThat(answer).as("which a script can't read").isEqualTo("opaque");
        }
        assertThat(statuses).containsOnly(403);
        assertThat(chromium.context.cookies()).noneMatch(cookie -> cookie.name.contains("journey"));
    }

    /** The code that the page of the documentation shows. */
    private static String shown(String language) {
        return Snippet.all().stream()
                .filter(snippet -> snippet.page().equals("your-own-sign-in-page.md"))
                .filter(snippet -> snippet.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static void serve(Page page, String path, String type, String content) {
        page.route(
                Servers.appUrl() + path,
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType(type).setBody(content)));
    }
}
