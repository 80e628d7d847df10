package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.journeyguard.it.demo.AmOutage;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person with a real browser in front of the demo and AM's own login page. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
class BrowserIT {
    /** Until the next test. */
    private static final AmOutage OUTAGE = new AmOutage(Servers.proxy(), Duration.ofDays(1));

    private final Chromium chromium = new Chromium();
    private final BrowserContext context = chromium.context;
    private final Page page = chromium.page;

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("demo.outage-url", OUTAGE.url()));
    }

    @AfterAll
    static void closeOutage() {
        OUTAGE.close();
    }

    /** Where a browser is required a missing one fails in {@link Chromium} instead of skipping the test. */
    static boolean hasBrowser() {
        return Browser.find().isPresent() || Boolean.getBoolean("browser.required");
    }

    @AfterEach
    void close() {
        Servers.proxy().heal();
        chromium.close();
    }

    @Test
    void signInKeepsTheQueryAndLogoutRequiresSignInAgain() {
        String wanted = Servers.appUrl() + "/account?tab=a%2Fb&x=1";

        page.navigate(wanted);
        Chromium.signIn(page);

        page.waitForURL(wanted);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(page.locator("#realm")).hasText("/");
        String token = Chromium.cookie(context, AmRest.COOKIE).value;
        assertThat(Servers.am().rest().isValid(token)).isTrue();

        page.locator("#sign-out").click();
        page.waitForURL(Servers.appUrl() + "/sign-out");
        assertThat(page.locator("#outcome")).hasText("You are signed out");
        assertThat(page.locator("tbody")).containsText("am-session");
        assertThat(Servers.am().rest().isValid(token)).isFalse();
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(AmRest.COOKIE));

        page.navigate(wanted);
        assertThat(page.locator("#idToken1")).isVisible();
    }

    @Test
    void logoutEverywhereSignsOutTheOtherBrowser() {
        TwoBrowsers.theNextRequestOfTheOtherOneIsRefused(chromium);
    }

    @Test
    void unconfirmedLogoutShowsAPageWithALink() {
        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page);
        Servers.proxy().set(new Fault.Only("_action=logout", new Fault.Drop()));
        page.locator("#sign-out-everywhere").click();
        assertThat(page.locator("h1")).hasText("Signed out here only");
        assertThat(page.locator("p").first()).containsText("On a shared computer, close all browser windows");
        Servers.proxy().heal();

        page.getByText("Continue").click();
        page.waitForURL(Servers.appUrl() + "/");
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(AmRest.COOKIE));
    }

    @Test
    void twentyTabsReachTheirTargetsAfterOneSignIn() {
        ManyTabs.allArriveOnceOneHasSignedIn(chromium);
    }

    @Test
    void twentyTabsOfARestartedBrowserReachTheirTargets() {
        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        ManyTabs.allArriveByThemselves(chromium);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_400, 3_000, 6_000})
    void longAddressIsRestored(int length) {
        ManyTabs.longAddressIsRestored(page, length);
    }

    @Test
    void frameHasALinkThatSignsIn() {
        ManyTabs.frameHasALinkThatSignsIn(page);
    }

    /** A session whose cookie the browser does not send to the application, as for a wrong cookie domain. */
    @Test
    void loginLoopShowsAPageWithTheCause() {
        page.route(Servers.appUrl() + "/**", route -> {
            Map<String, String> headers = new HashMap<>(route.request().allHeaders());
            headers.computeIfPresent("cookie", (name, all) -> all.replace(AmRest.COOKIE + "=", "other="));
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(route.fetch(
                            new Route.FetchOptions().setHeaders(headers).setMaxRedirects(0))));
        });
        page.navigate(Servers.appUrl() + "/account?x=1");
        Chromium.signIn(page);
        assertThat(page.locator("h1"))
                .hasText("Sign-in is not working", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(page.locator("p").first()).containsText("journey.am.cookie-name");
    }

    @Test
    void publicPageLinksToSignIn() {
        page.navigate(Servers.appUrl() + "/");
        page.locator("#sign-in").click();

        page.waitForURL(Pattern.compile(Pattern.quote(Servers.am().url()) + "/XUI/.*"));
        Chromium.signIn(page);

        page.waitForURL(Servers.appUrl() + "/account");
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @Test
    void timelineShowsSignInRenewalAndEnd() {
        AccountTab.timelineShowsSignInRenewalAndEnd(page);
    }

    @Test
    void tokenThatIsRevokedElsewhereIsRefused() {
        AccountTab.tokenThatIsRevokedElsewhereIsRefused(page);
    }

    @Test
    void signedInUserContinuesDuringAnOutage() {
        AccountTab.signedInUserContinuesDuringAnOutage(page);
    }

    @Test
    void pagesAreAccessible() {
        AccountTab.pagesAreAccessible(page);
    }

    @ParameterizedTest
    @CsvSource({
        "401, You are signed out",
        "500, This application cannot get a token",
        "502, AM refused",
        "503, AM does not answer",
        "404, status 404",
    })
    void accountPageExplainsAMissingToken(int status, String words) {
        page.route("**/api/token", route -> route.fulfill(new Route.FulfillOptions().setStatus(status)));

        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page);

        assertThat(page.locator("#token-state")).containsText(words);
        assertThat(page.locator("#fingerprint")).hasText("none");
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(page.locator("#idle")).containsText(status == 401 ? "has ended" : "UTC");
    }
}
