package org.journeyguard.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;

/** A real browser, with one person in front of it unless more are asked for. */
final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");

    /** Of AM's page. */
    private static final String BUTTON = "#loginButton_0";

    /** In milliseconds: longer than AM may take to answer, also on a busy machine. */
    private static final double PATIENCE = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private final Playwright playwright;
    private final Browser browser;
    final BrowserContext context;
    final Page page;

    Chromium() {
        Path executable = org.journeyguard.it.browser.Browser.find()
                .orElseThrow(() -> new AssertionError(org.journeyguard.it.browser.Browser.MISSING));
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
        context = browser.newContext();
        page = context.newPage();
    }

    /** Another person, with cookies of his own. */
    BrowserContext another() {
        return browser.newContext();
    }

    /** Signs in on AM's page, as a user whose sessions other tests use too. */
    static void signIn(Page page) {
        signIn(page, Provisioner.ADMIN_USER);
    }

    /** Signs in on AM's page, which may show its form before it reacts to it. */
    static void signIn(Page page, String user) {
        Await.until("AM's page sends its form", () -> {
            page.locator("#idToken1").fill(user);
            page.locator("#idToken2").fill(Provisioner.USER_PASSWORD);
            return isSent(page);
        });
    }

    /** Clicks on the button, which AM's page disables when it sends the form. */
    private static boolean isSent(Page page) {
        ElementHandle button = page.waitForSelector(BUTTON);
        try {
            button.click();
            return button.isDisabled();
        } catch (PlaywrightException e) {
            // the form was replaced, or the browser has left the page
            return page.locator(BUTTON).count() == 0;
        }
    }

    /** A cookie that must be there. */
    static Cookie cookie(BrowserContext context, String name) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
