package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.APP;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.DECIDER;
import static org.journeyguard.internal.policy.Deciders.LOGIN;
import static org.journeyguard.internal.policy.Deciders.NOW;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.English;
import org.journeyguard.fixtures.TestRequestFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLoopTest {
    private static final Decision LOOP = new Decision.Challenge(
            Reason.LOGIN_LOOP, LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE));
    private static final String SHOP = APP + "/shop";

    /** Where AM sends a browser back to. */
    private static TestRequestFacts backFrom(Decision.Redirect redirect) {
        String goTo = redirect.location().replaceFirst(".*[?&]goto=", "");
        String target = URLDecoder.decode(goTo, StandardCharsets.UTF_8).substring(SHOP.length());
        URI uri = URI.create(target);
        TestRequestFacts request = TestRequestFacts.get(uri.getRawPath()).byPerson();
        return uri.getRawQuery() == null ? request : request.withQuery(uri.getRawQuery());
    }

    /** What a browser gets that comes back again and again without a session, keeping the counters that it is given or not. */
    private static List<Decision> rounds(int count, Duration between, boolean keepsCookies, String referer) {
        List<Decision> decisions = new ArrayList<>();
        Map<String, String> cookies = new HashMap<>();
        TestRequestFacts request = TestRequestFacts.get("/account").byPerson();
        Instant now = NOW;
        for (int i = 0; i < count; i++) {
            Decision decision =
                    DECIDER.before(request, InstantSource.fixed(now)).orElseThrow();
            decisions.add(decision);
            if (!(decision instanceof Decision.Redirect redirect)) {
                return decisions;
            }
            cookies.put(redirect.count().cookie(), redirect.count().value());
            request = backFrom(redirect).withLoginCounters(keepsCookies ? Map.copyOf(cookies) : Map.of());
            request = referer.isEmpty() ? request : request.with("Referer", referer);
            now = now.plus(between);
        }
        return decisions;
    }

    @Test
    void thirdReturnWithoutSessionShowsAPageWithTheLikelyCauses() {
        List<Decision> decisions = rounds(9, Duration.ofSeconds(5), true, "");
        assertThat(decisions).hasSize(4).last().isEqualTo(LOOP);
        assertThat(decisions.subList(0, 3)).hasOnlyElementsOfType(Decision.Redirect.class);
        assertThat(English.WORDS.detail(Reason.LOGIN_LOOP))
                .contains("journey.am.cookie-name", "domain", "journey.am.realm", "your browser allows cookies");
    }

    @Test
    void returnAddressCarriesACounterFromTheThirdRedirectOn() {
        String plain = LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE);
        assertThat(rounds(3, Duration.ofSeconds(1), true, ""))
                .extracting(decision -> ((Decision.Redirect) decision).location())
                .containsExactly(
                        plain,
                        plain,
                        LOGIN.loginUrlReturningTo(
                                "/journey/callback?returned=%2Faccount&round=3", null, AuthenticationRequirement.NONE));
    }

    @Test
    void loopWithoutCookiesIsDetectedByAmsReferrer() {
        assertThat(rounds(9, Duration.ofSeconds(5), false, "https://sso.example.com/am/XUI/"))
                .hasSize(4)
                .last()
                .isEqualTo(LOOP);
        assertThat(rounds(9, Duration.ofSeconds(5), false, "https://portal.example.com/"))
                .as("nothing says that it comes back")
                .hasOnlyElementsOfType(Decision.Redirect.class);
    }

    @Test
    void loopIsDetectedWhenUsersStayLongOnAmsPage() {
        assertThat(rounds(9, Duration.ofMinutes(3), true, "https://sso.example.com/am/XUI/"))
                .hasSize(4)
                .last()
                .isEqualTo(LOOP);
    }

    @Test
    void redirectsWithoutReturnAreNotALoop() {
        TestRequestFacts tab = TestRequestFacts.get("/account").byPerson();
        for (int i = 0; i < 100; i++) {
            Decision decision = DECIDER.before(tab, CLOCK).orElseThrow();
            assertThat(decision).isInstanceOf(Decision.Redirect.class);
            LoginCount count = ((Decision.Redirect) decision).count();
            tab = tab.withLoginCounters(Map.of(count.cookie(), count.value()));
        }
    }

    @Test
    void loopsAreCountedPerTarget() {
        Map<String, String> counters = Deciders.loginCounters(TestRequestFacts.get("/other"), 9);
        TestRequestFacts back = TestRequestFacts.get("/journey/callback")
                .byPerson()
                .withQuery("returned=%2Faccount&round=9")
                .withLoginCounters(counters);
        assertThat(DECIDER.before(back, CLOCK)).containsInstanceOf(Decision.Redirect.class);
    }

    @Test
    void countersAreKeptForAtMost32Targets() {
        Map<String, String> counters = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            TestRequestFacts request = TestRequestFacts.get("/account")
                    .withQuery("i=" + i)
                    .byPerson()
                    .withLoginCounters(Map.copyOf(counters));
            Decision.Redirect redirect =
                    (Decision.Redirect) DECIDER.before(request, InstantSource.fixed(NOW.plusSeconds(i / 20)))
                            .orElseThrow();
            counters.keySet().removeAll(redirect.count().expired());
            counters.put(redirect.count().cookie(), redirect.count().value());
            assertThat(counters).hasSizeLessThanOrEqualTo(32);
        }
        assertThat(counters.values()).allMatch(value -> RedirectCount.since(value) >= NOW.getEpochSecond() + 7);
    }

    @Test
    void counterOfTheTargetItselfIsOneOfThe32() {
        Map<String, String> counters = new HashMap<>();
        for (int i = 0; i < 31; i++) {
            counters.putAll(
                    Deciders.loginCounters(TestRequestFacts.get("/other").withQuery("i=" + i), 1));
        }
        TestRequestFacts account = TestRequestFacts.get("/account").byPerson();
        counters.putAll(Deciders.loginCounters(account, 1));
        assertThat(counters).hasSize(32);
        assertThat(expired(account, counters)).isEmpty();
        counters.putAll(Deciders.loginCounters(TestRequestFacts.get("/one/more"), 1));
        assertThat(expired(account, counters)).hasSize(1);
    }

    private static List<String> expired(TestRequestFacts request, Map<String, String> counters) {
        Decision decision = DECIDER.before(request.withLoginCounters(Map.copyOf(counters)), CLOCK)
                .orElseThrow();
        return ((Decision.Redirect) decision).count().expired();
    }

    @Test
    void loopGuardDoesNotApplyToPrograms() {
        TestRequestFacts looping = TestRequestFacts.get("/journey/callback")
                .withQuery("returned=%2Faccount")
                .withLoginCounters(Deciders.loginCounters(TestRequestFacts.get("/account"), 3));
        assertThat(DECIDER.before(looping.byPerson(), CLOCK)).contains(LOOP);
        assertThat(DECIDER.before(looping.byProgram(), CLOCK))
                .contains(new Decision.Challenge(
                        Reason.SIGN_IN_REQUIRED,
                        LOGIN.loginUrlReturningTo("/account", null, AuthenticationRequirement.NONE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "returned=https%3A%2F%2Fevil.example%2F",
                "returned=%2F%2Fevil.example",
                "returned=%2F%5Cevil.example",
                "returned=%2Fa%0D%0Ab",
                "returned=%2F..%2Fother",
                "returned=%",
                "returned="
            })
    void foreignReturnAddressLeadsToTheApplicationsRoot(String query) {
        TestRequestFacts back = TestRequestFacts.get("/journey/callback")
                .byPerson()
                .withCookie()
                .withQuery(query);
        assertThat(DECIDER.allowed(back)).isEqualTo(new Decision.GoBack(SHOP + "/"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                "3",
                "3.",
                ".1740830400",
                "-1.1740830400",
                "x.1740830400",
                "3.x",
                "3.1740830401",
                "3.1740830340",
                "3.-1740830400",
                "3.1740830400.1",
                "99999999999.1740",
                "3.99999999999999999999999",
                "3.1740830400; x=1",
                "3.000000001740830400",
                "123456.1740830400"
            })
    void unreadableForgedOrOldCounterIsIgnored(@Nullable String cookie) {
        assertThat(NOW.getEpochSecond()).isEqualTo(1_740_830_400);
        assertThat(RedirectCount.parse(cookie, NOW)).isEqualTo(new RedirectCount(0, NOW.getEpochSecond()));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1740830399,     0,     1740830399",
        "3.1740830400,     3,     1740830400",
        "3.1740830341,     3,     1740830341",
        "12345.1740830400, 12345, 1740830400"
    })
    void counterIsValidForAMinute(String cookie, int count, long since) {
        assertThat(RedirectCount.parse(cookie, NOW)).isEqualTo(new RedirectCount(count, since));
        assertThat(RedirectCount.since(cookie)).isEqualTo(since);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "3.", "x", "3.x", "3.1.2"})
    void unreadableCounterIsTheOldest(String cookie) {
        assertThat(RedirectCount.since(cookie)).isZero();
    }

    @Test
    void writtenCounterIsParsedUnchanged() {
        RedirectCount counter = new RedirectCount(2, NOW.getEpochSecond() - 59);
        assertThat(RedirectCount.parse(counter.value(), NOW)).isEqualTo(counter);
        assertThat(counter.next()).isEqualTo(new RedirectCount(3, counter.since()));
    }
}
