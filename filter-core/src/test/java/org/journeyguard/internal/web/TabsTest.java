package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Many tabs of one browser are no loop, and a loop is found however many tabs there are; in drawn orders of what happens in them. */
class TabsTest {
    private static final String APP = "https://app.example.com/shop";
    private static final int TABS = 20;
    private static final int ORDERS = 15;
    private static final String OIDC = "oidc";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    @AfterEach
    void end() {
        am.close();
    }

    private TestWeb web(String login) throws ServletException {
        return new TestWeb(am, APP, "journey.login", login);
    }

    static Stream<Arguments> orders() {
        return Stream.of("am", OIDC)
                .flatMap(login -> LongStream.range(0, ORDERS).mapToObj(seed -> Arguments.of(login, seed)));
    }

    /** Some of them want to go to the same place. */
    private static List<TestTabs.Tab> open(TestTabs browser, long seed) {
        List<TestTabs.Tab> tabs = new ArrayList<>();
        for (int i = 0; i < TABS; i++) {
            boolean isSame = seed == 0 || i % (seed + 1) == 1;
            tabs.add(browser.open(isSame ? "/account" : "/account?tab=" + i));
        }
        return tabs;
    }

    @ParameterizedTest
    @MethodSource("orders")
    void twentyTabsSignInAndReachTheirTargets(String login, long seed) throws ServletException {
        try (TestWeb web = web(login)) {
            TestTabs browser = new TestTabs(web, am, APP, "alice", seed);
            browser.isSignedInAtAm = seed % 3 == 0;
            List<TestTabs.Tab> tabs = open(browser, seed);
            browser.settle();
            for (TestTabs.Tab tab : tabs) {
                assertThat(Objects.requireNonNull(tab.shown).header("User"))
                        .as(tab.address)
                        .isEqualTo("alice");
                assertThat(tab.address).isEqualTo(tab.wanted);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "am, false, Sign-in is not working",
        "am, true, Sign-in is not working",
        "oidc, false, Your browser did not keep the sign-in cookie",
        "oidc, true, Your browser did not keep the sign-in cookie"
    })
    void loopEndsWithinThreeRounds(String login, boolean isScripted, String title) throws ServletException {
        try (TestWeb web = web(login)) {
            TestTabs browser = new TestTabs(web, am, APP, "alice", 1);
            browser.isSignedInAtAm = true;
            browser.isScripted = isScripted;
            browser.keeps = allBut(login);
            TestTabs.Tab tab = browser.open("/account?x=1");
            browser.settle();
            TestResponse page = Objects.requireNonNull(tab.shown);
            assertThat(page.getStatus()).isEqualTo(401);
            assertThat(page.body()).contains("<h1>" + title + "</h1>");
            assertThat(tab.trips).isLessThanOrEqualTo(3);
        }
    }

    /** Tabs that are in a loop at the same time overwrite each other's counts, so some go round a little longer. */
    @ParameterizedTest
    @MethodSource("orders")
    void loopOfManyTabsEnds(String login, long seed) throws ServletException {
        try (TestWeb web = web(login)) {
            TestTabs browser = new TestTabs(web, am, APP, "alice", seed);
            browser.isSignedInAtAm = true;
            browser.keeps = allBut(login);
            List<TestTabs.Tab> tabs = open(browser, seed);
            browser.settle();
            for (TestTabs.Tab tab : tabs) {
                TestResponse page = Objects.requireNonNull(tab.shown);
                assertThat(page.getStatus()).isBetween(400, 401);
                assertThat(page.body()).contains("cookie");
                assertThat(tab.trips).isLessThanOrEqualTo(10);
            }
        }
    }

    /** The cookie has another name or domain than the application thinks. */
    private static Predicate<String> allBut(String login) {
        return name -> !name.equals(login.equals(OIDC) ? "__Host-journey-session-MwVjwA" : FakeAm.COOKIE);
    }

    @ParameterizedTest
    @CsvSource({"am", OIDC})
    void browserThatBlocksCookiesGetsAnExplanation(String login) throws ServletException {
        try (TestWeb web = web(login)) {
            TestTabs browser = new TestTabs(web, am, APP, "alice", 1);
            browser.isSignedInAtAm = true;
            browser.isScripted = true;
            browser.keeps = name -> false;
            TestTabs.Tab tab = browser.open("/account?x=1");
            browser.settle();
            TestResponse page = Objects.requireNonNull(tab.shown);
            assertThat(page.getStatus()).isBetween(400, 401);
            assertThat(page.body()).contains("your browser allows cookies");
            assertThat(tab.trips).isLessThanOrEqualTo(3);
        }
    }
}
