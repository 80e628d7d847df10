package org.journeyguard.internal.am.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.AgentSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeNotifications;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSocketTest {
    private static final String PASSWORD = "s3cret-agent";
    private static final SsoToken SESSION = new SsoToken("AQIC5w1.*AAJTSQACMDEAAlNL*");

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final FakeNotifications notifications = am.notifications();
    private final AmHttp http = new AmHttp(am.url(), ConnectionSettings.direct(Duration.ofSeconds(2)), time::nanoTime);
    private final Queue<TokenDigest> ended = new ConcurrentLinkedQueue<>();
    private final TestDelayedTasks later = new TestDelayedTasks();
    private final AtomicBoolean isNameUnknown = new AtomicBoolean();
    private final NotificationSocket socket = socket("notify-agent");

    private NotificationSocket socket(String agent) {
        return socket(agent, new TestListener(ended::add, false));
    }

    private NotificationSocket socket(String agent, NotificationListener listener) {
        return new NotificationSocket(
                http,
                new AgentSession(http, "/", agent, PASSWORD, time::nanoTime),
                this::cookieName,
                () -> Deadline.in(Duration.ofSeconds(10), time::nanoTime),
                listener,
                later,
                () -> 0.5);
    }

    private String cookieName() {
        if (isNameUnknown.get()) {
            throw new Unavailable("AM does not tell the name of its cookie", Duration.ofSeconds(1));
        }
        return FakeAm.COOKIE;
    }

    @AfterEach
    void end() {
        socket.close();
        http.close();
        am.close();
    }

    private void connect() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        socket.listening();
        awaitConnection();
    }

    private void awaitConnection() {
        Await.until("connected", socket::isConnected);
    }

    /** At once, but for an end that JDK 17 misses when it comes right behind a message; then after a minute. */
    private void awaitLoss() {
        Await.until("noticed", () -> {
            later.beatIfDue();
            return !socket.isConnected();
        });
    }

    private void awaitEnd(SsoToken... tokens) {
        List<TokenDigest> expected = Stream.of(tokens).map(SsoToken::digest).toList();
        Await.until("heard of the end", () -> List.copyOf(ended).equals(expected));
    }

    @Test
    void socketSubscribesWithTheAgentsSession() {
        connect();
        assertThat(notifications.heard())
                .containsExactly("{\"id\":\"1\",\"action\":\"subscribe\",\"topic\":\"/agent/session\"}");
        FakeCall handshake = am.calls("/notifications").get(0);
        assertThat(handshake.header(FakeAm.COOKIE)).startsWith("AGENT");
        assertThat(handshake.target()).isEqualTo("/am/notifications");
        assertThat(handshake.header("Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGOUT", "DESTROY", "IDLE_TIMEOUT", "MAX_TIMEOUT"})
    void eachKindOfSessionEndIsReportedWithItsToken(String event) {
        connect();
        notifications.tell(SESSION.value(), event);
        awaitEnd(SESSION);
    }

    @Test
    void otherMessagesAreIgnored() {
        connect();
        notifications.tell(SESSION.value(), "SESSION_CREATION");
        notifications.tell(SESSION.value(), "PROPERTY_CHANGED");
        notifications.tell("{\"topic\":\"/agent/policy\",\"body\":{\"tokenId\":\"x\",\"eventType\":\"LOGOUT\"}}");
        notifications.tell("no JSON");
        notifications.tell("");
        notifications.tell("[".repeat(60_000));
        SsoToken last = new SsoToken("last");
        notifications.tell(last.value(), "LOGOUT");
        awaitEnd(last);
        assertThat(socket.isConnected()).isTrue();
    }

    @Test
    void oversizedMessageIsDroppedAndTheNextOneIsRead() {
        connect();
        notifications.tell("x".repeat(8_000), "LOGOUT" + " ".repeat(NotificationConnection.LONGEST));
        notifications.tell("{\"x\":\"" + "x".repeat(1_000_000) + "\"}");
        notifications.tell(SESSION.value(), "LOGOUT");
        awaitEnd(SESSION);
    }

    @Test
    void amsPingsAreAnswered() {
        connect();
        notifications.ping();
        Await.until("answered", () -> notifications.heard().contains("pong"));
    }

    @Test
    void lostConnectionIsRestored() {
        connect();
        notifications.drop();
        awaitLoss();
        assertThat(later.attempt()).isEqualTo(Duration.ofMillis(1_500));
        awaitConnection();
        notifications.closeNormally();
        awaitLoss();
        assertThat(later.attempt()).isEqualTo(Duration.ofMillis(1_500));
        awaitConnection();
        notifications.tell(SESSION.value(), "LOGOUT");
        awaitEnd(SESSION);
        assertThat(am.calls("/authenticate"))
                .as("with the session that the agent has")
                .hasSize(2);
    }

    @Test
    void expiredAgentSessionIsRenewed() {
        connect();
        am.directory().endAgents();
        notifications.drop();
        awaitLoss();
        later.attempt();
        later.attempt();
        awaitConnection();
        assertThat(am.calls("/notifications")).hasSize(3);
    }

    @Test
    void pausesBetweenAttemptsGrowToAMinute() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        am.set(Fault.DROP);
        socket.listening();
        assertThat(Stream.generate(() -> later.attempt().toMillis()).limit(7))
                .containsExactly(1_500L, 3_000L, 6_000L, 12_000L, 24_000L, 45_000L, 45_000L);
        assertThat(socket.isConnected()).isFalse();

        later.attempt(() -> {
            am.set(Fault.NONE);
            time.pass(Duration.ofMinutes(1));
        });
        awaitConnection();
    }

    @Test
    void missingCookieNameIsRequestedAgainLater() {
        isNameUnknown.set(true);
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        socket.listening();
        later.attempt(() -> isNameUnknown.set(false));
        awaitConnection();
    }

    @Test
    void refusedAgentSessionIsRenewedOnce() {
        am.directory().addAdministrator("amadmin", PASSWORD);
        try (NotificationSocket socketOfAdministrator = socket("amadmin")) {
            socketOfAdministrator.listening();
            for (int i = 0; i < 4; i++) {
                later.attempt();
            }
            Await.until("tried", () -> am.calls("/notifications").size() == 5);
            assertThat(am.calls("/authenticate"))
                    .as("two sign-ins, the first by three ways")
                    .hasSize(4);
            assertThat(socketOfAdministrator.isConnected()).isFalse();
        }
    }

    @Test
    void declinedSubscriptionIsNotConnected() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        notifications.acknowledgeWith("{\"error\":\"unknown topic\",\"id\":\"1\"}");
        socket.listening();
        later.attempt(() -> {
            assertThat(socket.isConnected()).isFalse();
            notifications.acknowledgeWith("{\"topic\":\"/agent/session\",\"message\":\"subscription registered\"}");
        });
        awaitConnection();
    }

    @Test
    void connectionWithoutAPongForAMinuteIsClosed() {
        connect();
        later.beat();
        awaitPings(1);
        notifications.tell(SESSION.value(), "LOGOUT");
        awaitEnd(SESSION);
        notifications.stopAnsweringPings();
        later.beat();
        awaitPings(2);
        assertThat(socket.isConnected()).isTrue();

        later.beat();
        Await.until("given up", () -> !socket.isConnected());
        later.attempt();
        awaitConnection();
    }

    private void awaitPings(int count) {
        Await.until(
                count + " pings",
                () -> notifications.heard().stream().filter("ping"::equals).count() == count);
    }

    @Test
    void failingListenerKeepsTheConnectionOpen() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        AtomicBoolean isBroken = new AtomicBoolean(true);
        TestListener failingOnce = new TestListener(
                session -> {
                    if (isBroken.getAndSet(false)) {
                        throw new IllegalStateException("the store is broken");
                    }
                    ended.add(session);
                },
                false);
        try (NotificationSocket other = socket("notify-agent", failingOnce)) {
            other.listening();
            Await.until("connected", other::isConnected);
            notifications.tell("first", "LOGOUT");
            notifications.tell(SESSION.value(), "LOGOUT");
            awaitEnd(SESSION);
        }
    }

    @Test
    void policyChangesAreReportedAndMissedOnesAnnouncedAfterConnecting() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        TestListener listener = new TestListener(ended::add, true);
        try (NotificationSocket other = socket("notify-agent", listener)) {
            other.listening();
            Await.until("subscribed", () -> List.copyOf(listener.changed()).equals(List.of("")));
            notifications.tellOfPolicy("orders");
            notifications.tell(SESSION.value(), "LOGOUT");
            awaitEnd(SESSION);
            assertThat(listener.changed()).containsExactly("", "orders");
        }
    }

    @Test
    void policiesAreSubscribedToOnlyIfUsed() {
        connect();
        notifications.tell(SESSION.value(), "LOGOUT");
        awaitEnd(SESSION);
        assertThat(notifications.heard()).noneMatch(message -> message.contains("policy"));
    }

    @Test
    void closedSocketDoesNotReconnect() {
        connect();
        socket.close();
        Await.until("no connection", () -> notifications.listeners() == 0);
        assertThat(socket.isConnected()).isFalse();
        int calls = am.calls().size();
        socket.listening();
        assertThat(am.calls()).hasSize(calls);
    }

    @Test
    void closingEndsTheThread() {
        am.directory().addAgent("notify-agent", PASSWORD, "/");
        try (AmClient client = new AmClient(
                am.url(),
                "/",
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(10),
                System::nanoTime)) {
            NotificationSocket real = client.notifications(
                    client.agent("notify-agent", PASSWORD), this::cookieName, new TestListener(ended::add, false));
            Await.until("connected", real::isConnected);
            assertThat(isThreadThere()).isTrue();
            real.close();
            Await.until("the thread has ended", () -> !isThreadThere());
        }
    }

    private static boolean isThreadThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("journeyguard-notifications"));
    }
}
