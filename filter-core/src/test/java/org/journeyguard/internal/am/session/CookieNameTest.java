package org.journeyguard.internal.am.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CookieNameTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final AmClient client = new AmClient(
            am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), Duration.ofSeconds(5), System::nanoTime);
    private final CookieName name = new CookieName(client::serverInfo, null, PATIENCE, System::nanoTime);

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @Test
    void configuredNameMakesNoCall() {
        assertThat(new CookieName(client::serverInfo, "sso", PATIENCE, System::nanoTime).get())
                .isEqualTo("sso");
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void concurrentCallersMakeOneCallForTheName() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<String> crowd = ParallelCalls.start(200, i -> name.get())) {
            Await.until("all wait", () -> crowd.waiting() == 200);
            gate.countDown();
            assertThat(crowd.results()).hasSize(200).containsOnly(FakeAm.COOKIE);
        }
        assertThat(name.get()).isEqualTo(FakeAm.COOKIE);
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void failedCallIsRepeated() {
        am.set(Fault.reply(FakeReply.json(503, "").with("Retry-After", "9")));
        assertThatThrownBy(name::get)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        silence -> assertThat(silence.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
        am.set(Fault.NONE);
        assertThat(name.get()).isEqualTo(FakeAm.COOKIE);
    }

    @Test
    void domainsComeWithTheName() {
        am.setDomains("[\".example.com\"]");
        assertThat(name.get()).isEqualTo(FakeAm.COOKIE);
        assertThat(name.domains()).containsExactly("example.com");
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void outageGivesNoDomains() {
        am.set(Fault.DROP);
        assertThat(name.domains()).isEmpty();
    }
}
