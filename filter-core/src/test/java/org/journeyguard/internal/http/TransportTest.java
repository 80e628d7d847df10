package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the transport guarantees with any HTTP client library. */
class TransportTest {
    private static final int ONE_MB = 1 << 20;

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken token = new SsoToken(am.signIn("alice"));
    private final AmClient client = client(Duration.ofSeconds(5));

    @AfterEach
    void end() {
        client.close();
        am.close();
    }

    @Test
    void droppedPostIsNotRepeated() {
        am.set(Fault.DROP);
        client.logout(token, FakeAm.COOKIE, client.deadline());
        assertThat(am.calls("POST")).hasSize(1);
    }

    @Test
    void droppedPostOnAReusedConnectionIsNotRepeated() {
        client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        assertThat(am.connections()).isEqualTo(1);
        am.set(Fault.DROP);
        client.logout(token, FakeAm.COOKIE, client.deadline());
        assertThat(am.calls("_action=logout")).hasSize(1);
    }

    @Test
    void connectionsAreReused() {
        client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        client.serverInfo();
        assertThat(am.connections()).isEqualTo(1);
    }

    @Test
    void slowResponseEndsAtTheDeadlineWithItsConnection() {
        am.set(Fault.TRICKLE);
        try (AmClient impatient = client(Duration.ofMillis(300))) {
            long start = System.nanoTime();
            assertThat(impatient.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                    .isInstanceOf(Authentication.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
            Await.until("the connection is closed", () -> am.connections() == 0);
        }
    }

    @Test
    void closingDoesNotWaitForAnAmThatHangs() {
        am.set(Fault.HANG);
        AmClient hanging = client(Duration.ofMinutes(1));
        try (ParallelCalls<?> asking =
                ParallelCalls.start(1, number -> hanging.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))) {
            Await.until(
                    "AM is asked", () -> asking.finished() == 0 && !am.calls().isEmpty());
            try (ParallelCalls<Boolean> closing = ParallelCalls.start(1, number -> {
                hanging.close();
                return true;
            })) {
                assertThat(closing.results()).containsExactly(true);
            }
        }
    }

    @Test
    void redirectIsNotFollowed() {
        am.set(Fault.reply(FakeReply.json(307, "").with("Location", am.url() + "/elsewhere"))
                .onlyFor("sessions"));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Unavailable.class);
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void cookieIsNotKept() {
        am.set((call, honest) -> honest.call().with("Set-Cookie", "amlbcookie=01; Path=/"));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
        client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        assertThat(am.calls()).hasSize(2).noneMatch(call -> call.headers().containsKey("cookie"));
    }

    @Test
    void responseOfOneMegabyteIsRead() {
        String start = "{\"username\":\"alice\",\"realm\":\"/\",\"pad\":\"";
        am.set(Fault.reply(200, start + "x".repeat(ONE_MB - start.length() - 2) + "\"}"));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void responseOverOneMegabyteIsAnOutage() {
        String start = "{\"username\":\"alice\",\"realm\":\"/\",\"pad\":\"";
        am.set(Fault.reply(200, start + "x".repeat(ONE_MB - start.length() - 1) + "\"}"));
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isEqualTo(new Authentication.Unavailable<>(
                        new Outage("getSessionInfo: answer too long", Duration.ofSeconds(2), true, false)));
    }

    @Test
    void endlessResponseIsAbortedAtOneMegabyte() {
        am.set(Fault.FLOOD);
        assertThat(client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED))
                .isEqualTo(new Authentication.Unavailable<>(
                        new Outage("getSessionInfo: answer too long", Duration.ofSeconds(2), true, false)));
        Await.until("the connection is closed", () -> am.connections() == 0);
    }

    @Test
    void closingEndsTheThreads() {
        Set<Thread> before = threads();
        AmClient other = client(Duration.ofSeconds(5));
        other.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        List<Thread> its =
                threads().stream().filter(thread -> !before.contains(thread)).toList();
        assertThat(its).isNotEmpty().allMatch(Thread::isDaemon);
        other.close();
        Await.until("its threads end", () -> its.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void threadsDoNotHoldTheApplicationsClassLoader() {
        client.sessionInfo(token, FakeAm.COOKIE, Priority.CONFIRMED);
        assertThat(threads())
                .isNotEmpty()
                .allSatisfy(thread ->
                        assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader()));
    }

    private AmClient client(Duration timeout) {
        return new AmClient(am.url(), "/", ConnectionSettings.direct(Duration.ofSeconds(2)), timeout, System::nanoTime);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("journeyguard-am-"))
                .collect(Collectors.toSet());
    }
}
