package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.CsvSource;

/** AM hangs or goes away under load, with the default settings. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageIT {
    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of());
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** Payara has 200 threads; requests with the same cookie wait a second for the same response. */
    @Order(1)
    @ParameterizedTest(name = "{0} requests with {1} cookies: {2}")
    @CsvSource({"50, 50, PT1S", "300, 300, PT1S", "300, 1, PT2S"})
    void cachedSessionIsServedAtOnceWhileAmHangs(int many, int cookies, Duration limit) {
        String[] warm = cookie(alice());
        Await.until("AM is well", () -> App.get("/api/hello/private", warm).statusCode() == 200);
        AmProxy proxy = Servers.proxy();
        proxy.set(new Fault.Only("getSessionInfo", new Fault.Hang()));
        List<Duration> took = new ArrayList<>();
        try (ParallelCalls<Integer> cold = ParallelCalls.start(
                many,
                i -> App.get("/api/me", cookie("cold-" + many + "-" + i % cookies))
                        .statusCode())) {
            Await.until("AM is asked as often as it may be", () -> proxy.inFlight() == Math.min(cookies, 32));
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
                took.add(Duration.ofNanos(System.nanoTime() - start));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(proxy.inFlight()).isEqualTo(Math.min(cookies, 32));
            proxy.heal();
            assertThat(cold.results()).hasSize(many).containsOnly(503);
        }
        assertThat(took).allSatisfy(time -> assertThat(time).isLessThan(limit));
    }

    @Test
    @Order(2)
    void restartOfAmKeepsValidSessionsAndRefusesOthers() {
        List<String> warm = Stream.generate(OutageIT::alice).limit(6).toList();
        List<String> cold = Stream.generate(OutageIT::alice).limit(6).toList();
        warm.forEach(token -> assertThat(status(token)).isEqualTo(200));
        Queue<Integer> toWarm = new ConcurrentLinkedQueue<>();
        Queue<Integer> toCold = new ConcurrentLinkedQueue<>();
        Queue<Integer> toStrangers = new ConcurrentLinkedQueue<>();
        AtomicBoolean restarted = new AtomicBoolean();

        try (ParallelCalls<Integer> load = ParallelCalls.start(6, client -> {
            int round = 0;
            while (!restarted.get()) {
                int stranger = status("stranger-" + client + "-" + round);
                toStrangers.add(stranger);
                toWarm.add(status(warm.get(client)));
                if (stranger == 503) {
                    toCold.add(status(cold.get(client)));
                }
                round++;
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            return round;
        })) {
            Await.until("the load is on", () -> toStrangers.contains(401));
            Servers.am().restart();
            Await.until("AM is found well again", () -> cold.stream().allMatch(token -> status(token) == 200));
            restarted.set(true);
            assertThat(load.results()).hasSize(6);
        }

        assertThat(toWarm).contains(200).isSubsetOf(200, 503);
        assertThat(toCold).contains(503).isSubsetOf(200, 503);
        assertThat(toStrangers).contains(401, 503).isSubsetOf(401, 503);
        assertThat(warm).allMatch(token -> status(token) == 200);
        assertThat(cold).allMatch(token -> Servers.am().rest().isValid(token));
        assertThat(status("nobody")).isEqualTo(401);
    }

    private static int status(String token) {
        return App.get("/api/hello/private", cookie(token)).statusCode();
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
