package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person signs in to the demo by the authorization code flow: a real browser, the real AM and its login page. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
class OidcSignInIT {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");
    private static final String COOKIE = "journey-session";
    private static final Pattern AMS_PAGE = Pattern.compile(".*/openam/(XUI|UI)/.*");

    private Playwright playwright;
    private com.microsoft.playwright.Browser browser;
    private BrowserContext context;
    private Page page;

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.login", "oidc"));
    }

    @BeforeEach
    void open() {
        Path executable = Browser.find().orElseThrow(() -> new AssertionError(Browser.MISSING));
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
        context = browser.newContext();
        page = context.newPage();
    }

    @AfterEach
    void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void signsInAtAmComesBackWithTheQueryHasATokenThatIsRenewedAndSignsOut() {
        String wanted = Servers.appUrl() + "/account?tab=a%2Fb&x=1";

        page.navigate(wanted);
        page.waitForURL(AMS_PAGE);
        signIn();

        page.waitForURL(wanted);
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(page.locator("#realm")).hasText("/");
        Cookie session = session(context);
        assertThat(session.value).matches("[A-Za-z0-9_-]{43}");
        assertThat(session.httpOnly).isTrue();
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.contains("sign-in"));

        assertThat(page.locator("#remaining")).containsText(Pattern.compile("\\d+ (s|min)"));
        String fingerprint = page.locator("#fingerprint").textContent();
        page.locator("#renew").click();
        assertThat(page.locator("#token-state")).containsText("has become");
        assertThat(page.locator("#fingerprint")).not().hasText(fingerprint);

        page.locator("#sign-out").click();
        page.waitForURL(Servers.appUrl() + "/sign-out");
        assertThat(page.locator("#outcome")).hasText("You are signed out");
        assertThat(page.locator("tbody")).containsText("oidc-session");
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(COOKIE));

        page.goBack();
        assertThat(page.locator("#name")).hasCount(0);
    }

    @Test
    void aCopiedCookieGetsNowhereAfterTheSignOut() {
        page.navigate(Servers.appUrl() + "/account");
        signIn();
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        Cookie copy = session(context);

        try (BrowserContext thief = browser.newContext()) {
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
    void twoTabsSignInAtOnce() {
        Page other = context.newPage();
        page.navigate(Servers.appUrl() + "/account?tab=1");
        other.navigate(Servers.appUrl() + "/account?tab=2");
        signIn();
        page.waitForURL(Servers.appUrl() + "/account?tab=1");

        other.reload();
        other.waitForURL(Servers.appUrl() + "/account?tab=2");
        assertThat(other.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    @Test
    void theAnswerOfAnotherBrowserIsAPageThatOffersToTryAgain() {
        String[] answer = new String[1];
        try (BrowserContext attacker = browser.newContext()) {
            Page theirs = attacker.newPage();
            theirs.onRequest(request -> {
                if (request.url().contains("/journey/callback?")) {
                    answer[0] = request.url();
                }
            });
            theirs.navigate(Servers.appUrl() + "/account");
            theirs.locator("#idToken1").fill(Provisioner.ADMIN_USER);
            theirs.locator("#idToken2").fill(Provisioner.USER_PASSWORD);
            theirs.locator("#loginButton_0").click();
            theirs.waitForURL(Servers.appUrl() + "/account");
        }

        page.navigate(answer[0]);

        assertThat(page.locator("h1")).hasText("No sign-in to finish");
        assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals(COOKIE));
        page.locator("a").click();
        page.waitForURL(AMS_PAGE);
    }

    private void signIn() {
        page.locator("#idToken1").fill(Provisioner.ADMIN_USER);
        page.locator("#idToken2").fill(Provisioner.USER_PASSWORD);
        page.locator("#loginButton_0").click();
    }

    private static Cookie session(BrowserContext context) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(COOKIE))
                .findFirst()
                .orElseThrow();
    }
}
