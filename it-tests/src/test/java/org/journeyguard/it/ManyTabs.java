package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.journeyguard.it.am.Provisioner;

/** One browser with many tabs, and with addresses as long as its server takes them. */
final class ManyTabs {
    private static final int TABS = 20;
    /** In milliseconds: the page of AM is heavy, and twenty of them at once are slow. */
    private static final int PATIENCE = 180_000;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final List<Page> pages = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>();

    private ManyTabs(Chromium chromium) {
        for (int i = 0; i < TABS; i++) {
            pages.add(chromium.context.newPage());
            // a third of them wants to go to the same place
            wanted.add(Servers.appUrl() + "/account" + (i % 3 == 0 ? "" : "?tab=" + i));
        }
        for (int i = 0; i < TABS; i++) {
            // all at once: none is waited for
            pages.get(i).evaluate("url => { setTimeout(() => location.assign(url), 0) }", wanted.get(i));
        }
    }

    /** All of them are sent to AM, and its user signs in on one of them, which is not the last. */
    static void allArriveOnceOneHasSignedIn(Chromium chromium) {
        ManyTabs tabs = new ManyTabs(chromium);
        for (Page page : tabs.pages) {
            assertThat(page.locator("#idToken1"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        }
        Chromium.signIn(tabs.pages.get(0));
        tabs.hasArrived(0);
        for (int i = 1; i < TABS; i++) {
            tabs.pages.get(i).reload();
        }
        tabs.allHaveArrived();
    }

    /** The browser is started again: AM still knows its user, and all tabs load at once. */
    static void allArriveByThemselves(Chromium chromium) {
        new ManyTabs(chromium).allHaveArrived();
    }

    private void allHaveArrived() {
        for (int i = 0; i < TABS; i++) {
            hasArrived(i);
        }
    }

    private void hasArrived(int i) {
        pages.get(i).waitForURL(wanted.get(i), new Page.WaitForURLOptions().setTimeout(PATIENCE));
        assertThat(pages.get(i).locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    /** Signs in on the way to an address that hardly gets shorter by being packed, and arrives there. */
    static void longAddressIsRestored(Page page, int length) {
        StringBuilder address = new StringBuilder(Servers.appUrl() + "/account?q=");
        new Random(length).ints(length, 0, LETTERS.length()).forEach(i -> address.append(LETTERS.charAt(i)));
        page.navigate(address.toString());
        Chromium.signIn(page);
        page.waitForURL(address.toString());
        assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
    }

    /** In a frame nobody can sign in, so its link takes the place of the page around it. */
    static void frameHasALinkThatSignsIn(Page page) {
        try (Portal portal = new Portal()) {
            page.navigate(portal.url());
            page.frameLocator("#app").locator("a").click();
            Chromium.signIn(page);
            page.waitForURL(Servers.appUrl() + "/account");
            assertThat(page.locator("#name")).hasText(Provisioner.ADMIN_USER);
        }
    }
}
