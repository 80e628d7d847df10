package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;

/** Two browsers in front of one user, who signs out everywhere in one of them. */
final class TwoBrowsers {
    private TwoBrowsers() {}

    static void theNextRequestOfTheOtherOneIsRefused(Chromium chromium) {
        try (BrowserContext phone = chromium.another()) {
            Page other = phone.newPage();
            for (Page each : List.of(chromium.page, other)) {
                each.navigate(Servers.appUrl() + "/account");
                Chromium.signIn(each, Provisioner.COUNTED_USER);
                assertThat(each.locator("#name")).hasText(Provisioner.COUNTED_USER);
            }
            List<String> atAm = List.of(
                    Chromium.cookie(chromium.context, AmRest.COOKIE).value,
                    Chromium.cookie(phone, AmRest.COOKIE).value);

            chromium.page.locator("#sign-out-everywhere").click();
            chromium.page.waitForURL(Servers.appUrl() + "/");

            other.reload();
            assertThat(other.locator("#idToken1")).isVisible();
            assertThat(atAm).noneMatch(Servers.am().rest()::isValid);
        }
    }
}
