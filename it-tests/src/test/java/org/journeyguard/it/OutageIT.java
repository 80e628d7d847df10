package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.Crowd;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM hangs or goes away under load, with the default settings. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Order(Integer.MAX_VALUE - 1)
class OutageIT {
    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of());
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** Payara has 200 threads; whoever comes with the same cookie as somebody else waits for a second for the answer to that. */
    @ParameterizedTest(name = "{0} requests with {1} cookies: {2}")
    @CsvSource({"50, 50, PT1S", "300, 300, PT1S", "300, 1, PT2S"})
    void whileAmHangsUnderManyColdRequestsAWarmOneAnswersAtOnce(int many, int cookies, Duration limit) {
        String[] warm = cookie(alice());
        Crowd.until("AM is well", () -> App.get("/api/hello/private", warm).statusCode() == 200);
        AmProxy proxy = Servers.proxy();
        proxy.set(new Fault.Only("getSessionInfo", new Fault.Hang()));
        List<Duration> took = new ArrayList<>();
        try (Crowd<Integer> cold = Crowd.of(
                many,
                i -> App.get("/api/me", cookie("cold-" + many + "-" + i % cookies))
                        .statusCode())) {
            Crowd.until("AM is asked as often as it may be", () -> proxy.inFlight() == Math.min(cookies, 32));
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
                took.add(Duration.ofNanos(System.nanoTime() - start));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            System.err.println("MEASURED " + many + " " + cookies + ": "
                    + took.stream().max(Duration::compareTo) + " of " + took.size() + " back " + cold.back());
            assertThat(proxy.inFlight()).isEqualTo(Math.min(cookies, 32));
            proxy.heal();
            assertThat(cold.outcomes()).hasSize(many).containsOnly(503);
        }
        assertThat(took).allSatisfy(time -> assertThat(time).isLessThan(limit));
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
