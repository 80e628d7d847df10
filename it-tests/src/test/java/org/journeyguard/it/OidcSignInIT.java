package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** A person signs in to the demo by the authorization code flow: a real browser, the real AM and its login page. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
class OidcSignInIT {
    private static final String COOKIE = "journey-session";
    private static final Pattern AMS_PAGE = Pattern.compile(".*/openam/(XUI|UI)/.*");

    private final Chromium chromium = new Chromium();
    private final BrowserContext context = chromium.context;
    private final Page page = chromium.page;

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.login", "oidc"));
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void signInKeepsTheQueryRenewsTheTokenAndSignsOut() {
        String wanted = Servers.appUrl() + "/account?tab=a%2Fb&x=1";
        Servers.proxy().reset();

        page.navigate(wanted);
        page.waitForURL(AMS_PAGE);
        Chromium.signIn(page);

        page.waitForURL(wanted);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(page.locator("#realm")).hasText("/");
        Cookie session = session(context);
        assertThat(session.value).matches("[A-Za-z0-9_-]{43}");
        assertThat(session.httpOnly).isTrue();
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.contains("sign-in"));

        assertThat(page.locator("#remaining")).containsText(Pattern.compile("\\d+ (s|min)"));
        String remaining = page.locator("#remaining").textContent();
        assertThat(page.locator("#remaining")).not().hasText(remaining);
        String fingerprint = page.locator("#fingerprint").textContent();
        page.locator("#renew").click();
        assertThat(page.locator("#token-state")).containsText("has become");
        assertThat(page.locator("#fingerprint")).not().hasText(fingerprint);
        String atAm = Chromium.cookie(context, AmRest.COOKIE).value;
        List<JsonObject> issued = Servers.proxy().issued();
        JsonObject tokens = issued.get(issued.size() - 1);
        assertThat(Servers.am().rest().isValid(atAm)).isTrue();
        assertThat(isActive(tokens, "access_token")).isTrue();
        assertThat(isActive(tokens, "refresh_token")).isTrue();

        page.locator("#sign-out").click();
        page.waitForURL(Servers.appUrl() + "/sign-out");
        assertThat(page.locator("#outcome")).hasText("You are signed out");
        assertThat(page.locator("tbody")).containsText("oidc-session");
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(COOKIE));
        assertThat(Servers.am().rest().isValid(atAm)).isFalse();
        assertThat(isActive(tokens, "access_token")).isFalse();
        assertThat(isActive(tokens, "refresh_token")).isFalse();

        page.goBack();
        assertThat(page.locator("#name")).hasCount(0);
    }

    @Test
    void copiedCookieIsRefusedAfterTheLogout() {
        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        Cookie copy = session(context);

        try (BrowserContext thief = chromium.another()) {
            thief.addCookies(List.of(new Cookie(COOKIE, copy.value).setUrl(Servers.appUrl())));
            Page stolen = thief.newPage();
            stolen.navigate(Servers.appUrl() + "/account");
            assertThat(stolen.locator("#name")).hasText(Provisioner.ADMIN_USER);

            page.locator("#sign-out").click();
            page.waitForURL(Servers.appUrl() + "/sign-out");

            stolen.navigate(Servers.appUrl() + "/account");
            stolen.waitForURL(AMS_PAGE);
            assertThat(stolen.locator("#idToken1")).isVisible();
        }
    }

    @Test
    void logoutEverywhereSignsOutTheOtherBrowser() {
        TwoBrowsers.theNextRequestOfTheOtherOneIsRefused(chromium);
    }

    @Test
    void twoTabsSignInConcurrently() {
        Page other = context.newPage();
        page.navigate(Servers.appUrl() + "/account?tab=1");
        other.navigate(Servers.appUrl() + "/account?tab=2");
        Chromium.signIn(page);
        page.waitForURL(Servers.appUrl() + "/account?tab=1");

        other.reload();
        other.waitForURL(Servers.appUrl() + "/account?tab=2");
        assertThat(other.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @Test
    void twentyTabsReachTheirTargetsAfterOneSignIn() {
        ManyTabs.allArriveOnceOneHasSignedIn(chromium);
    }

    @Test
    void twentyTabsOfARestartedBrowserReachTheirTargets() {
        signInToTheAccountPage();
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(COOKIE));
        ManyTabs.allArriveByThemselves(chromium);
    }

    private void signInToTheAccountPage() {
        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_400, 3_000, 6_000})
    void longAddressIsRestored(int length) {
        ManyTabs.longAddressIsRestored(page, length);
    }

    @Test
    void frameSignsInWithoutInteractionWhileAmsSessionLives() {
        signInToTheAccountPage();
        String before = session(context).value;
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(COOKIE));
        try (Portal portal = new Portal()) {
            // the demo's own pages refuse to be shown in frames, so what counts is the answer that the frame gets
            Response inTheFrame = page.waitForResponse(
                    response -> response.url().equals(Servers.appUrl() + "/account") && response.status() != 302,
                    () -> page.navigate(portal.url()));
            assertThat(inTheFrame.status()).isEqualTo(200);
            assertThat(inTheFrame.frame()).isNotEqualTo(page.mainFrame());
        }
        assertThat(session(context).value).isNotEqualTo(before);
    }

    @Test
    void frameWithoutAmSessionHasALinkThatSignsIn() {
        ManyTabs.frameHasALinkThatSignsIn(page);
    }

    @Test
    void repeatedResponseLeadsToTheTargetOfItsSignIn() {
        String wanted = Servers.appUrl() + "/account?tab=1";
        List<String> answers = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/journey/callback?")) {
                answers.add(request.url());
            }
        });
        page.navigate(wanted);
        Chromium.signIn(page);
        page.waitForURL(wanted);
        String session = session(context).value;

        page.navigate(answers.get(0));
        page.waitForURL(wanted);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(session(context).value).isEqualTo(session);

        // to AM's page, which redirects signed-in users back
        page.goBack();
        page.goBack();
        page.goForward();
        page.waitForURL(wanted);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @Test
    void loginLoopShowsAPageWithTheCause() {
        losesTheSessionAsItComes();
        page.navigate(Servers.appUrl() + "/account?x=1");
        Chromium.signIn(page);
        assertThat(page.locator("h1")).hasText("Your browser did not keep the sign-in cookie");
        assertThat(page.locator("p").first()).containsText("your browser allows cookies");
    }

    /** Playwright's routes see no redirects, so the answer that brings the cookie is held up until the cookie is gone. */
    private void losesTheSessionAsItComes() {
        CDPSession developer = context.newCDPSession(page);
        developer.on("Fetch.requestPaused", event -> {
            context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(COOKIE));
            com.google.gson.JsonObject goOn = new com.google.gson.JsonObject();
            goOn.add("requestId", event.get("requestId"));
            developer.send("Fetch.continueRequest", goOn);
        });
        developer.send(
                "Fetch.enable",
                JsonParser.parseString("{\"patterns\":[{\"urlPattern\":\"" + Servers.appUrl()
                                + "/journey/callback*\",\"requestStage\":\"Response\"}]}")
                        .getAsJsonObject());
    }

    @Test
    void responseOfAnotherBrowserShowsAPageThatLinksToAnotherTry() {
        String[] answer = new String[1];
        try (BrowserContext attacker = chromium.another()) {
            Page theirs = attacker.newPage();
            theirs.onRequest(request -> {
                if (request.url().contains("/journey/callback?")) {
                    answer[0] = request.url();
                }
            });
            theirs.navigate(Servers.appUrl() + "/account");
            Chromium.signIn(theirs);
            theirs.waitForURL(Servers.appUrl() + "/account");
        }

        page.navigate(answer[0]);

        assertThat(page.locator("h1")).hasText("This sign-in cannot be finished");
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(COOKIE));
        page.locator("a").click();
        page.waitForURL(AMS_PAGE);
    }

    private static boolean isActive(JsonObject tokens, String name) {
        return Realm.ROOT.isActive(Provisioner.DEMO_CLIENT, tokens.getString(name));
    }

    private static Cookie session(BrowserContext context) {
        return Chromium.cookie(context, COOKIE);
    }
}
