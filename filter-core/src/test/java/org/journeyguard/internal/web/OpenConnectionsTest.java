package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.FormerSessions;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Open connections of a user end with their session or token, and not before. */
class OpenConnectionsTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));
    private static final Duration TTL = Duration.ofSeconds(30);

    private static final Logger AUDIT = Logger.getLogger("org.journeyguard.audit");

    private final Told told = new Told();
    private final ManualTime time = new ManualTime();
    private FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private WebGuard runtime = start(Map.of());

    OpenConnectionsTest() {
        AUDIT.addHandler(told);
    }

    private WebGuard start(Map<String, String> more) {
        am.setClock(time);
        am.directory().addAdministrator("root", "s3cret");
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.am.agent.name", "root",
                "journey.am.agent.password", "s3cret",
                "journey.session.cache-ttl", TTL.toString(),
                "journey.oauth.cache-ttl", TTL.toString(),
                "journey.oauth.client-id", "web-app",
                "journey.oauth.client-secret", "s3cret",
                "journey.oauth.validation", "introspect",
                "journey.logout.backchannel-path", "/back-channel"));
        settings.putAll(more);
        return new WebGuard(TestSettings.read(settings), CONTEXT, time, time::nanoTime);
    }

    /** Hears of ends, and sees whether what ends is still open. */
    private static final class Told extends Handler {
        private final Queue<Boolean> wasOpen = new ConcurrentLinkedQueue<>();
        private volatile BooleanSupplier isOpen = () -> false;

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains("connection-end")) {
                wasOpen.add(isOpen.getAsBoolean());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        AUDIT.removeHandler(told);
        runtime.close();
        am.close();
    }

    /** How a user is known. */
    enum By {
        COOKIE,
        TOKEN
    }

    /** What is open. */
    enum What {
        RESPONSE,
        WEB_SOCKET
    }

    /** How a session ends, and how that becomes known here. */
    enum End {
        SIGN_OUT,
        EVERYWHERE_BY_ANOTHER_SESSION,
        AM_IS_ASKED_AGAIN,
        ANOTHER_REQUEST_FINDS_OUT,
        EXPIRY,
        BACK_CHANNEL_LOGOUT;

        boolean isOfSessionsAlone() {
            return this == EVERYWHERE_BY_ANOTHER_SESSION || this == BACK_CHANNEL_LOGOUT;
        }
    }

    /** Something that is open, with a session that may end. */
    private final class Open {
        private final String token;
        private final By by;
        private final AtomicBoolean isCompleted = new AtomicBoolean();
        private final TestSession session = new TestSession();
        private final boolean isSocket;

        Open(String user, By by, What what) {
            this.by = by;
            this.token = by == By.COOKIE
                    ? am.signIn(am.session(user, "/")
                            .ending(
                                    time.instant().plus(Duration.ofHours(1)),
                                    time.instant().plus(Duration.ofHours(2))))
                    : am.issue(user, "/", "web-app", "profile").access();
            this.isSocket = what == What.WEB_SOCKET;
            RequestContext context = context();
            assertThat(context.confirmedUser()).isNotNull();
            if (isSocket) {
                TestRequest request = new TestRequest("GET", "", "/socket", headers(), session);
                assertThat(runtime.connections()
                                .opening(request, Objects.requireNonNull(context.confirmedUser()), context))
                        .isNotNull();
                request.takeBack();
            } else {
                runtime.connections().opened(context, async());
            }
        }

        private Credential credential() {
            return by == By.COOKIE ? new SsoToken(token) : Objects.requireNonNull(BearerToken.parse(token));
        }

        private Map<String, String> headers() {
            return by == By.COOKIE
                    ? Map.of("Cookie", FakeAm.COOKIE + "=" + token)
                    : Map.of("Authorization", "Bearer " + token);
        }

        RequestContext context() {
            TestRequest request = new TestRequest("GET", "", "/stream", headers(), null);
            HttpRequestFacts facts = runtime.factsOf(request);
            InitialDecision initial = new InitialDecision(
                    runtime,
                    facts,
                    new ServletRequestInfo(request, runtime),
                    DispatcherType.REQUEST,
                    runtime.guard().authenticate(facts));
            RequestContext context = new RequestContext(initial, request, new TestResponse());
            context.settle(initial.verdict());
            return context;
        }

        private AsyncContext async() {
            return (AsyncContext) Proxy.newProxyInstance(
                    AsyncContext.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (self, method, args) -> {
                        assertThat(method.getName()).isEqualTo("complete");
                        isCompleted.set(true);
                        return null;
                    });
        }

        boolean isOpen() {
            return isSocket ? !session.isOver() : !isCompleted.get();
        }

        void end(End end) {
            switch (end) {
                case SIGN_OUT -> runtime.guard().authenticators().logout(Set.of(credential()), false, () -> {});
                case EVERYWHERE_BY_ANOTHER_SESSION ->
                    runtime.guard().authenticators().logout(Set.of(new SsoToken(am.signIn("alice"))), true, () -> {});
                case AM_IS_ASKED_AGAIN -> {
                    endAtAm();
                    time.pass(TTL.plusSeconds(1));
                }
                case ANOTHER_REQUEST_FINDS_OUT -> {
                    endAtAm();
                    time.pass(TTL.plusSeconds(1));
                    assertThat(context().confirmedUser()).isNull();
                }
                case EXPIRY -> time.pass(Duration.ofHours(3));
                case BACK_CHANNEL_LOGOUT -> {
                    TestUsers.user(runtime, credential()).token();
                    assertThat(Objects.requireNonNull(runtime.guard().backChannel())
                                    .receive(logoutToken()))
                            .isEqualTo(new BackChannel.Received.Done());
                }
            }
        }

        private String logoutToken() {
            long now = time.instant().getEpochSecond();
            Map<String, Object> claims = new HashMap<>(
                    Map.of("iss", am.url() + "/oauth2", "aud", "web-app", "sub", "(usr!alice)", "jti", "1"));
            claims.putAll(Map.of("iat", now, "exp", now + 120));
            claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
            return am.oauth().sign(claims);
        }

        private void endAtAm() {
            if (by == By.COOKIE) {
                am.end(token);
            } else {
                am.revoke(token);
            }
        }
    }

    static Stream<Arguments> everyEnd() {
        List<Arguments> all = new ArrayList<>();
        for (What what : What.values()) {
            for (By by : By.values()) {
                for (End end : End.values()) {
                    if (by == By.COOKIE || !end.isOfSessionsAlone()) {
                        all.add(Arguments.of(what, by, end));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyEnd")
    void endedSessionClosesOnlyItsConnectionsWithinASecond(What what, By by, End end) {
        Open alice = new Open("alice", by, what);
        Open bob = new Open("bob", by == By.COOKIE ? By.TOKEN : By.COOKIE, what);
        told.isOpen = alice::isOpen;
        alice.end(end);
        long known = System.nanoTime();
        Await.until("it ends", () -> !alice.isOpen());
        // a busy machine takes its time
        assertThat(Duration.ofNanos(System.nanoTime() - known)).isLessThan(Duration.ofSeconds(5));
        assertThat(told.wasOpen).as("told first").startsWith(true);
        runtime.connections().look();
        if (end != End.EXPIRY) {
            assertThat(bob.isOpen()).isTrue();
            assertThat(runtime.connections().size()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void notificationClosesTheConnectionsOfTheSession(What what) {
        runtime.close();
        am.close();
        am = new FakeAm(FakeAm.Kind.PINGAM);
        am.directory().addAgent("notify-agent", "s3cret-agent", "/");
        runtime = start(Map.of(
                "journey.am.notifications", "true",
                "journey.am.agent.name", "notify-agent",
                "journey.am.agent.password", "s3cret-agent"));
        Await.until("AM tells of sessions", () -> am.notifications().listeners() == 1);
        Open alice = new Open("alice", By.COOKIE, what);
        Open bob = new Open("bob", By.COOKIE, what);
        am.notifications().tell(alice.token, "LOGOUT");
        Await.until("it ends", () -> !alice.isOpen());
        runtime.connections().look();
        assertThat(bob.isOpen()).isTrue();
    }

    @Test
    void endOfHttpSessionNotifiesThenClosesItsWebSockets() {
        Open alice = new Open("alice", By.COOKIE, What.WEB_SOCKET);
        told.isOpen = alice::isOpen;
        HttpSessionBinding.end(alice.session.shown(), null, runtime);
        assertThat(alice.isOpen()).isFalse();
        assertThat(told.wasOpen).containsExactly(true);
        assertThat(runtime.connections().size()).isZero();
    }

    @Test
    void nextSessionOfTheUserKeepsTheWebSocketsOfTheHttpSession() {
        Open first = new Open("alice", By.COOKIE, What.WEB_SOCKET);
        int id = first.session.id();
        Open next = new Open("alice", By.COOKIE, What.RESPONSE);
        TestRequest request = new TestRequest("GET", "", "/page", next.headers(), first.session);
        HttpSessionBinding.enforce(
                request, Objects.requireNonNull(next.context().confirmedUser()), runtime);
        assertThat(first.session.id()).isEqualTo(id);
        first.end(End.SIGN_OUT);
        runtime.connections().look();
        assertThat(first.isOpen()).isTrue();
        next.end(End.SIGN_OUT);
        Await.until("it ends", () -> !first.isOpen());
    }

    @ParameterizedTest
    @EnumSource
    void outageKeepsConnectionsOpen(What what) {
        Open alice = new Open("alice", By.COOKIE, what);
        am.set(Fault.reply(503, "{}"));
        for (int i = 0; i < 3; i++) {
            time.pass(TTL.plusSeconds(1));
            int before = am.calls().size();
            runtime.connections().look();
            Await.until("AM is asked, or spared", () -> am.calls().size() >= before);
            assertThat(alice.isOpen()).isTrue();
        }
        am.set(Fault.NONE);
        am.end(alice.token);
        time.pass(TTL.plusSeconds(10));
        Await.until("it ends", () -> {
            time.pass(Duration.ofSeconds(1));
            return !alice.isOpen();
        });
    }

    @Test
    void anyOrderOfEventsClosesOnlyConnectionsOfEndedSessions() {
        Random random = new Random(10);
        List<Open> open = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            By by = By.values()[random.nextInt(2)];
            open.add(new Open("user" + i, by, What.values()[random.nextInt(2)]));
        }
        List<Open> ended = open.stream().filter(each -> random.nextBoolean()).toList();
        ended.forEach(each -> each.end(End.SIGN_OUT));
        Await.until("they end", () -> ended.stream().noneMatch(Open::isOpen));
        runtime.connections().look();
        assertThat(open).filteredOn(Open::isOpen).hasSize(open.size() - ended.size());
        assertThat(runtime.connections().size()).isEqualTo(open.size() - ended.size());
    }

    @Test
    void openConnectionsMakeOneCallPerTtlAndAreNotAUse() {
        Open alice = new Open("alice", By.COOKIE, What.RESPONSE);
        am.forgetCalls();
        for (int i = 1; i <= 3; i++) {
            time.pass(TTL.plusSeconds(1));
            int expected = i;
            Await.until("AM is asked", () -> am.calls("getSessionInfo").size() >= expected);
            for (int look = 0; look < 20; look++) {
                runtime.connections().look();
            }
            assertThat(am.calls("getSessionInfo")).hasSize(i);
        }
        assertThat(am.calls("refresh=true")).isEmpty();
        assertThat(alice.isOpen()).isTrue();
    }

    @Test
    void waitingBackgroundTasksDoNotDelayChecksOfConnections() {
        runtime.close();
        runtime = start(Map.of("journey.am.timeout", "PT1M"));
        Open alice = new Open("alice", By.TOKEN, What.RESPONSE);
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor("getSessionInfo"));
        FormerSessions former = runtime.guard().formerSessions();
        for (int i = 0; i < 100; i++) {
            SsoToken token = new SsoToken(am.signIn("user" + i));
            former.check(token.digest(), former.seal(token), true);
        }
        try {
            alice.end(End.AM_IS_ASKED_AGAIN);
            Await.until("it ends", () -> !alice.isOpen());
        } finally {
            gate.countDown();
        }
    }

    @Test
    void failedHandshakeKeepsTheWebSocketsOfItsHttpSession() {
        Open first = new Open("alice", By.COOKIE, What.WEB_SOCKET);
        RequestContext context = first.context();
        TestRequest second = new TestRequest("GET", "", "/socket", first.headers(), first.session);
        assertThat(runtime.connections().opening(second, Objects.requireNonNull(context.confirmedUser()), context))
                .isNull();
        assertThat(first.isOpen()).isTrue();
        assertThat(runtime.connections().size()).isEqualTo(1);
    }

    @Test
    void recycledResponseIsNotUsed() {
        Open open = new Open("alice", By.COOKIE, What.RESPONSE);
        RequestContext context = open.context();
        OpenResponse response = new OpenResponse(context, open.async());
        context.ended();
        response.end();
        assertThat(open.isOpen()).isTrue();
    }
}
