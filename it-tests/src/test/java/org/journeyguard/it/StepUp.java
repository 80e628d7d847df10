package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person meets what asks for a stronger sign-in: a real browser, the real AM with a second chain, and its login page. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
abstract class StepUp {
    private static final Pattern AMS_PAGE = Pattern.compile(".*/openam/(XUI|UI)/.*");

    private final Chromium chromium = new Chromium();
    final Page page = chromium.page;

    @AfterEach
    void close() {
        chromium.close();
    }

    private APIResponse ask(String path) {
        APIRequestContext program = chromium.context.request();
        return program.get(
                Servers.appUrl() + path,
                RequestOptions.create()
                        .setHeader("Accept", "text/plain, application/json")
                        .setMaxRedirects(0));
    }

    private void signInTo(String path) {
        page.navigate(Servers.appUrl() + path);
        page.waitForURL(AMS_PAGE);
        Chromium.signIn(page);
        page.waitForURL(Servers.appUrl() + path);
    }

    @Test
    void pageIsServedAfterTheSecondSignIn() {
        signInTo("/account");
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        APIResponse refused = ask("/api/vault");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().get("www-authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"strong\"");
        assertThat(ask("/api/vault/level").status()).isEqualTo(401);

        page.locator("#vault").click();
        page.waitForURL(AMS_PAGE);
        assertThat(page.locator("#vault-title")).hasCount(0);
        Chromium.signIn(page);

        page.waitForURL(Servers.appUrl() + "/vault");
        assertThat(page.locator("#vault-title")).hasText("The vault of " + Provisioner.ADMIN_USER);
        assertThat(ask("/api/vault").text()).isEqualTo("The vault of " + Provisioner.ADMIN_USER);
        assertThat(ask("/api/vault/level").text()).isEqualTo("Level 5 of " + Provisioner.ADMIN_USER);
        assertThat(ask("/api/token").status()).isEqualTo(200);
    }

    @Test
    void levelRequiresTheSecondSignIn() {
        signInTo("/account");
        page.navigate(Servers.appUrl() + "/api/vault/level");
        page.waitForURL(AMS_PAGE);
        Chromium.signIn(page);
        page.waitForURL(Servers.appUrl() + "/api/vault/level");
        assertThat(page.locator("body")).containsText("Level 5 of " + Provisioner.ADMIN_USER);
    }

    @Test
    void abandonedStepUpKeepsTheSession() {
        signInTo("/account");
        page.locator("#vault").click();
        page.waitForURL(AMS_PAGE);
        assertThat(page.locator("#idToken1")).isVisible();

        page.navigate(Servers.appUrl() + "/account");
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        assertThat(ask("/api/vault").status()).isEqualTo(401);
    }
}
