package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.journeyguard.it.am.Provisioner;

/** The account page with its timeline, and the buttons that break something. */
final class AccountTab {
    private final Page page;

    private AccountTab(Page page, String user) {
        this.page = page;
        page.navigate(Servers.appUrl() + "/account");
        Chromium.signIn(page, user);
        assertThat(page.locator("#token-state")).containsText("Obtained");
        assertThat(page.locator("#userinfo-state")).hasText("Asked with the token above.");
    }

    /** The user has a timeline without events of other tests. */
    static void timelineShowsSignInRenewalAndEnd(Page page) {
        AccountTab tab = new AccountTab(page, Provisioner.PLAIN_USER);
        assertThat(page.locator("#timeline-state")).hasText("Live.");
        assertThat(page.locator("#found-by")).containsText("session cookie");
        tab.shows("signed-in", "AM has confirmed your session");
        tab.shows("memory", "GET /api/");
        tab.shows("am", "AM was asked");
        tab.shows("renewed", "You have a new access token");

        tab.breaks("forbidden");
        tab.shows("refused", "GET /api/write · scope-missing");
        assertThat(page.locator("#break-state")).containsText("Refused");

        tab.breaks("session");
        tab.shows("ended", "The session has ended");
        assertThat(page.locator("#timeline-state")).containsText("The stream has ended");
        assertThat(page.locator("#token-state")).containsText("You are signed out");
        page.reload();
        assertThat(page.locator("#idToken1")).isVisible();
    }

    static void tokenThatIsRevokedElsewhereIsRefused(Page page) {
        AccountTab tab = new AccountTab(page, Provisioner.ADMIN_USER);
        String revoked = page.locator("#fingerprint").textContent();
        tab.breaks("token");
        assertThat(page.locator("#break-state")).containsText("Calls with it fail");
        page.locator("#renew").click();
        assertThat(page.locator("#fingerprint")).not().hasText(revoked);
    }

    static void signedInUserContinuesDuringAnOutage(Page page) {
        AccountTab tab = new AccountTab(page, Provisioner.ADMIN_USER);
        tab.breaks("am");
        assertThat(page.locator("#break-state")).containsText("AM does not answer until");
        page.reload();
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        tab.shows("trouble", "AM did not answer");
        Servers.proxy().heal();
    }

    /** With the policy that the pages send, which allows no scripts and styles but the application's files. */
    static void pagesAreAccessible(Page page) {
        List<String> errors = new CopyOnWriteArrayList<>();
        assertStrictPolicy(page.navigate(Servers.appUrl() + "/"));
        page.onConsoleMessage(message -> note(message, errors));
        assertThat(Axe.violations(page)).isEmpty();
        AccountTab tab = new AccountTab(page, Provisioner.ADMIN_USER);
        tab.shows("signed-in", "AM has confirmed your session");
        assertStrictPolicy(page.navigate(Servers.appUrl() + "/account"));
        assertThat(page.locator("#sessions-table")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
        page.locator("#sign-out").click();
        assertThat(page.locator("#outcome")).hasText("You are signed out");
        assertThat(Axe.violations(page)).isEmpty();
        assertThat(errors).isEmpty();
    }

    private static void assertStrictPolicy(Response response) {
        assertThat(response.headerValue("Content-Security-Policy"))
                .isEqualTo("default-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    /** AM's own page is AM's. */
    private static void note(ConsoleMessage message, List<String> errors) {
        if (message.type().equals("error") && message.location().startsWith(Servers.appUrl())) {
            errors.add(message.text());
        }
    }

    private void breaks(String what) {
        page.locator("[data-break=" + what + "]").click();
    }

    private void shows(String kind, String words) {
        Locator rows = page.locator("#timeline-list [data-kind=" + kind + "]");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText(words)).first())
                .isVisible();
    }
}
