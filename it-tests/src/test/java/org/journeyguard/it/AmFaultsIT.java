package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** During any fault of AM cached users are served, others get 503, and no session is lost. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AmFaultsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TTL = Duration.ofSeconds(20);
    private static final int MAX_CALLS = 8;
    private static final int MAX_CALLS_PER_SECOND = 100;
    /** A second to wait for a place, and what a busy machine takes. */
    private static final Duration DEADLINE = TIMEOUT.plusSeconds(4);

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final String ANY_CALL = "/json/";

    /** Confirmed by AM longer than {@link #TTL} ago, one for each mood. */
    private static final Map<AmFault, String[]> STALE = new EnumMap<>(AmFault.class);

    private static long staleFrom;

    @Deployment(testable = false)
    static WebArchive demo() {
        WebArchive war = Wars.demo(Map.of(
                "journey.am.timeout", TIMEOUT.toString(),
                "journey.am.max-calls", String.valueOf(MAX_CALLS),
                "journey.am.max-calls-per-second", String.valueOf(MAX_CALLS_PER_SECOND),
                "journey.session.cache-ttl", TTL.toString()));
        Servers.proxy().reset();
        return war;
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** What AM answers to a credential that it can't read while it is well otherwise: a refusal, unless it has confirmed it before. */
    private static final Set<AmFault> UNREADABLE = EnumSet.of(AmFault.ANSWER_400, AmFault.ANSWER_500);

    /** What AM answers to a name that it can't look up: that user has no roles. */
    private static final Set<AmFault> NO_SUCH_USER =
            EnumSet.of(AmFault.ANSWER_400, AmFault.ANSWER_404, AmFault.ANSWER_500);

    /** What the application asks AM for about a session that AM has confirmed. */
    enum Question {
        ROLES("/users/", "/api/admin"),
        SUCCESS_URL("idFromSession", "/api/me");

        private final String call;
        private final String path;

        Question(String call, String path) {
            this.call = call;
            this.path = path;
        }
    }

    @Test
    @Order(1)
    void unknownCookieNameClosesProtectedPathsOnly() {
        AmProxy proxy = Servers.proxy();
        assertThat(proxy.calls()).as("calls before the first request").isEmpty();
        String[] alice = cookie(alice());
        for (AmFault mood : AmFault.values()) {
            mood.strike(proxy, "serverinfo");
            proxy.reset();
            assertUnavailable(App.get("/api/me", alice));
            assertUnavailable(App.get("/account", and(PERSON, alice)));
            assertThat(App.get("/", alice).statusCode()).as("%s", mood).isEqualTo(200);
            assertThat(proxy.count("serverinfo") > 0).as("%s reached", mood).isEqualTo(mood != AmFault.REFUSE);
            assertThat(proxy.count("/sessions/")).isZero();
            if (mood == AmFault.REFUSE) {
                proxy.heal();
            }
        }
        proxy.heal();
        awaitOk(() -> App.get("/api/me", alice));

        for (AmFault mood : AmFault.values()) {
            STALE.put(mood, warm());
        }
        staleFrom = System.nanoTime() + TTL.toNanos();
    }

    @ParameterizedTest
    @EnumSource(AmFault.class)
    @Order(2)
    void rolesAreUnavailableUntilAmIsBack(AmFault mood) {
        for (Question question : Question.values()) {
            String[] alice = warm();
            mood.strike(Servers.proxy(), question.call);

            HttpResponse<String> unknown = within(DEADLINE, () -> App.get(question.path, alice));
            if (question == Question.ROLES && NO_SUCH_USER.contains(mood)) {
                assertThat(unknown.statusCode()).isEqualTo(403);
            } else {
                assertUnavailable(unknown);
            }
            assertThat(App.get("/api/hello/private", alice).statusCode())
                    .as("%s", question)
                    .isEqualTo(200);

            Servers.proxy().heal();
            Await.until("AM tells again", () -> App.get(question.path, alice).statusCode() == 200);
        }
    }

    @ParameterizedTest
    @EnumSource(AmFault.class)
    @Order(3)
    void logoutEndsTheSessionLocallyDuringAnyFault(AmFault mood) {
        String[] alice = warm();
        String[] witness = warm();
        mood.strike(Servers.proxy(), ANY_CALL);

        assertThat(within(DEADLINE, () -> App.call("POST", "/logout", alice)).statusCode())
                .isEqualTo(202);
        assertThat(App.get("/api/hello/private", alice).statusCode()).isEqualTo(401);

        Servers.proxy().heal();
        awaitOk(() -> App.get("/api/me", witness));
        assertThat(App.get("/api/hello/private", alice).statusCode()).isEqualTo(401);
        assertThat(App.get("/account", and(PERSON, alice)).statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(AmFault.class)
    @Order(4)
    void cachedSessionsAreServedAndOthersGet503UntilAmIsBack(AmFault mood) {
        String[] stale = Objects.requireNonNull(STALE.get(mood));
        Await.until("AM's word about it is too old", () -> System.nanoTime() - staleFrom >= 0);
        String[] warm = warm();
        String[] cold = cookie(alice());
        String[] garbage = cookie("garbage=" + mood);
        String[] coldPerson = and(PERSON, cookie(bob()));
        AmProxy proxy = Servers.proxy();
        proxy.reset();
        mood.strike(proxy, "_action=getSessionInfo");

        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
        assertThat(proxy.calls()).isEmpty();
        List<Supplier<HttpResponse<String>>> unsure = List.of(
                () -> App.get("/api/me", cold),
                () -> App.get("/account", coldPerson),
                () -> App.get("/api/me", stale),
                () -> App.get("/api/me", garbage));
        within(DEADLINE, () -> {
            try (ParallelCalls<HttpResponse<String>> crowd =
                    ParallelCalls.start(4, i -> unsure.get(i).get())) {
                List<HttpResponse<String>> outcomes = crowd.results();
                if (UNREADABLE.contains(mood)) {
                    assertThat(outcomes).extracting(HttpResponse::statusCode).containsExactly(401, 302, 503, 401);
                } else {
                    assertThat(outcomes).hasSize(4).allSatisfy(AmFaultsIT::assertUnavailable);
                }
                return true;
            }
        });
        assertThat(proxy.count("getSessionInfo") > 0).isEqualTo(mood != AmFault.REFUSE);
        assertThat(App.get("/", cold).statusCode()).isEqualTo(200);
        assertThat(App.get("/api/hello", cold).body()).isEqualTo("Hello, stranger");
        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);

        proxy.heal();
        awaitOk(() -> App.get("/api/me", stale));
        for (Supplier<HttpResponse<String>> waiting : unsure.subList(0, 2)) {
            Await.until("AM is asked again", () -> waiting.get().statusCode() == 200);
        }
        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
        assertThat(App.get("/api/me", garbage).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = AmFault.class,
            names = {"HANG", "ANSWER_503"})
    @Order(5)
    void callsResumeWithinTenSecondsAfterALongOutage(AmFault mood) {
        String[] cold = cookie(alice());
        mood.strike(Servers.proxy(), ANY_CALL);
        long end = System.nanoTime() + Duration.ofSeconds(17).toNanos();
        while (System.nanoTime() - end < 0) {
            try (ParallelCalls<HttpResponse<String>> crowd =
                    ParallelCalls.start(6, i -> App.get("/api/me", cookie("unknown" + i)))) {
                assertThat(crowd.results()).allSatisfy(AmFaultsIT::assertUnavailable);
            }
        }
        Servers.proxy().heal();
        awaitOk(() -> App.get("/api/me", cold));
    }

    @Test
    @Order(6)
    void refusalIsCachedForFiveSeconds() {
        String[] alice = cookie(alice());
        Servers.proxy().set(new Fault.Only("getSessionInfo", new Fault.Reply(401, "application/json", "{}")));
        long before = System.nanoTime();
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(401);
        long after = System.nanoTime();
        Servers.proxy().heal();

        Await.until("AM is asked again", () -> App.get("/api/me", alice).statusCode() == 200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(System.nanoTime() - after)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    @Order(7)
    void unknownCookiesAreLimitedAndCachedSessionsAreServed() {
        String[] warm = warm();
        AmProxy proxy = Servers.proxy();
        proxy.reset();
        long start = System.nanoTime();
        try (ParallelCalls<Integer> strangers =
                ParallelCalls.start(40, AmFaultsIT::sendTwoHundredFiftyUnknownCookies)) {
            int asked = 0;
            while (strangers.finished() < 40) {
                long sent = System.nanoTime();
                assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(2));
                asked++;
            }
            assertThat(strangers.results()).hasSize(40).containsOnly(250);
            assertThat(asked).isGreaterThan(20);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        assertThat(proxy.count("getSessionInfo")).isLessThanOrEqualTo((seconds + 1) * MAX_CALLS_PER_SECOND);
        assertThat(proxy.mostInFlight()).isBetween(2, 2 * MAX_CALLS);
    }

    /** How many of them were turned away. */
    private static int sendTwoHundredFiftyUnknownCookies(int group) {
        int turnedAway = 0;
        for (int i = 0; i < 250; i++) {
            int status =
                    App.get("/api/me", cookie("stranger-" + group + "-" + i)).statusCode();
            turnedAway += status == 401 || status == 503 ? 1 : 0;
        }
        return turnedAway;
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(1, 60);
        assertThat(header(response, "Location")).isEmpty();
        assertThat(header(response, "Set-Cookie")).isEmpty();
    }

    /** AM is well again: until that is noticed it is silence, and never a refusal. */
    private static void awaitOk(Supplier<HttpResponse<String>> request) {
        long end = System.nanoTime() + RECOVERY.toNanos();
        HttpResponse<String> response = request.get();
        while (response.statusCode() != 200) {
            assertUnavailable(response);
            assertThat(System.nanoTime() - end).as("nanoseconds too late").isNegative();
            response = request.get();
        }
    }

    private static <T> T within(Duration limit, Supplier<T> deed) {
        long start = System.nanoTime();
        T outcome = deed.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
        return outcome;
    }

    /** The cookie of a session that AM has just confirmed to the application. */
    private static String[] warm() {
        String[] cookie = cookie(alice());
        assertThat(App.get("/api/hello/private", cookie).statusCode()).isEqualTo(200);
        return cookie;
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String bob() {
        return Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }
}
