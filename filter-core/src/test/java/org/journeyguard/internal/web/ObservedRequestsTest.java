package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.journeyguard.JourneyEvent;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.LogoutReport;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that an observer of the application receives. */
class ObservedRequestsTest {
    private static final String HEADER = "X-ForgeRock-TransactionId";

    private final FakeAm am = new FakeAm(Kind.OPENAM);

    /** Found as an application's would be. */
    public static final class Recording implements JourneyObserverProvider, JourneyObserver {
        static final Queue<JourneyEvent> EVENTS = new ConcurrentLinkedQueue<>();
        static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
        static final List<JourneyStatus> STATUS = new ArrayList<>();

        /** Called by the service loader. */
        public Recording() {}

        @Override
        public Optional<JourneyObserver> observe(JourneyStatus status) {
            EVENTS.clear();
            HEARD.clear();
            STATUS.clear();
            STATUS.add(status);
            return Optional.of(this);
        }

        @Override
        public void happened(JourneyEvent event) {
            EVENTS.add(event);
        }

        @Override
        public void allowed(boolean asPublic) {
            HEARD.add(asPublic ? "let in as public" : "let in");
        }

        @Override
        public void cacheLookup(boolean hit) {
            HEARD.add(hit ? "known" : "unknown");
        }

        @Override
        public Calling calling(AmCall call, BiConsumer<String, String> header) {
            header.accept("X-Trace", "t");
            return (status, failure, took) ->
                    HEARD.add(call.method() + " " + call.operation() + " " + status + failure);
        }

        @Override
        public void callNotPermitted(String operation) {
            HEARD.add("not permitted " + operation);
        }
    }

    @AfterEach
    void close() {
        am.close();
    }

    private SsoToken signIn(String user) {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return new SsoToken(am.signIn(am.session(user, "/").ending(end, end)));
    }

    private TestWeb web(String... settings) throws ServletException {
        String[] all = {"journey.login", "am", "journey.am.cookie-name", FakeAm.COOKIE};
        String[] both = new String[all.length + settings.length];
        System.arraycopy(all, 0, both, 0, all.length);
        System.arraycopy(settings, 0, both, all.length, settings.length);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new WithRecording(before));
        try {
            return new TestWeb(am, "https://app.example.com", both);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, String> as(SsoToken token, String... more) {
        Map<String, String> headers = new HashMap<>(Map.of("Cookie", FakeAm.COOKIE + "=" + token.value()));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    @Test
    void firstRequestIsASignInAndTheSecondACacheHit() throws ServletException {
        try (TestWeb web = web()) {
            SsoToken alice = signIn("alice");
            web.send("GET", "/api/me?secret=1", as(alice), null);
            web.send("GET", "/api/me", as(alice), null);
            web.send("GET", "/public/x", Map.of(), null);
            assertThat(Recording.EVENTS).singleElement().isInstanceOfSatisfying(SignedIn.class, in -> {
                assertThat(in.user()).isEqualTo("alice");
                assertThat(in.realm()).isEqualTo("/");
                assertThat(in.by()).isEqualTo(SignedIn.By.AM_SESSION);
                assertThat(in.request().address()).isEqualTo("192.0.2.1");
                assertThat(in.request().method()).isEqualTo("GET");
                assertThat(in.request().path()).isEqualTo("/api/me");
            });
            assertThat(Recording.HEARD)
                    .containsSubsequence(
                            "unknown", "POST getSessionInfo 200", "let in", "known", "let in", "let in as public");
        }
    }

    @Test
    void eventsOmitTheIdOfTheHttpSession() throws ServletException {
        try (TestWeb web = web()) {
            web.send("GET", "/api;jsessionid=secret/me;v=1", as(signIn("alice")), null);
            web.send("GET", "/api/me%3Bjsessionid=secret", Map.of(), null);
            web.send("POST", "/logout;jsessionid=secret", as(signIn("bob")), null);
            assertThat(Recording.EVENTS)
                    .hasSizeGreaterThan(2)
                    .extracting(event -> event.request().path())
                    .containsOnly("/api/me", "/logout");
        }
    }

    @Test
    void callToAmHasTheTransactionIdAndHeadersOfObservers() throws ServletException {
        try (TestWeb web = web()) {
            web.send("GET", "/api/me", as(signIn("alice"), HEADER, "of-a-stranger"), null);
            String audited = Recording.EVENTS.element().request().transactionId();
            FakeCall call = am.calls("getSessionInfo").get(0);
            assertThat(call.header(HEADER)).isEqualTo(audited).startsWith("jg-");
            assertThat(call.header("X-Trace")).isEqualTo("t");
        }
    }

    @Test
    void trustedTransactionIdOfAGatewayIsPassedOn() throws ServletException {
        try (TestWeb web = web("journey.am.trust-transaction-id", "true")) {
            web.send("GET", "/api/me", as(signIn("alice"), HEADER, "of-a-gateway/0"), null);
            assertThat(am.calls("getSessionInfo").get(0).header(HEADER)).isEqualTo("of-a-gateway/0");
        }
    }

    @Test
    void refusalIsOneEventWithItsReason() throws ServletException {
        try (TestWeb web = web()) {
            web.send("GET", "/api/me", Map.of(), null);
            web.send("GET", "/api/me", Map.of("Sec-Fetch-Mode", "navigate"), null);
            web.send("POST", "/api/me", as(signIn("alice"), "Sec-Fetch-Site", "cross-site"), null);
            assertThat(Recording.EVENTS)
                    .map(event -> ((JourneyEvent.Refused) event).reason())
                    .containsExactly("sign-in-required", "sign-in-required", "foreign-origin");
        }
    }

    @Test
    void logoutIsOneEventWithItsReport() throws ServletException {
        try (TestWeb web = web()) {
            web.send("POST", "/logout", as(signIn("alice")), null);
            JourneyEvent last =
                    Recording.EVENTS.stream().reduce((first, second) -> second).orElseThrow();
            assertThat(last).isInstanceOfSatisfying(JourneyEvent.SignedOut.class, out -> {
                assertThat(out.user()).isEqualTo("alice");
                assertThat(out.report()).map(LogoutReport::outcome).contains(LogoutReport.Outcome.SUCCESS);
                assertThat(am.calls("_action=logout").get(0).header(HEADER))
                        .isEqualTo(out.request().transactionId());
            });
        }
    }

    @Test
    void outageIsReportedAndKeepsTheApplicationReady() throws ServletException {
        am.stop();
        try (TestWeb web = web()) {
            JourneyStatus status = Recording.STATUS.get(0);
            assertThat(status.isReady()).isTrue();
            assertThat(status.hasAmAnswered()).isFalse();
            askUntilSpared(web, status);
            assertThat(status.isReady()).isTrue();
            assertThat(status.hasAmAnswered()).isFalse();
            am.start();
            Await.until("AM is found", () -> status.am() == JourneyStatus.Server.ANSWERING);
            assertThat(status.hasAmAnswered()).isTrue();
            am.stop();
            askUntilSpared(web, status);
            assertThat(status.isReady()).isTrue();
            assertThat(status.hasAmAnswered()).isTrue();
        }
    }

    @Test
    void outageMakesTheApplicationUnreadyIfConfigured() throws ServletException {
        am.stop();
        try (TestWeb web = web("journey.health.am", "readiness")) {
            JourneyStatus status = Recording.STATUS.get(0);
            assertThat(status.isReady()).isFalse();
            am.start();
            Await.until("AM is found", status::isReady);
            am.stop();
            askUntilSpared(web, status);
            assertThat(status.isReady()).isFalse();
            am.start();
            Await.until("AM is found again", status::isReady);
        }
    }

    private static void askUntilSpared(TestWeb web, JourneyStatus status) {
        Await.until("the circuit breaker is open", () -> {
            web.send("GET", "/api/me", Map.of("Cookie", FakeAm.COOKIE + "=" + System.nanoTime()), null);
            return status.am() == JourneyStatus.Server.CIRCUIT_OPEN;
        });
    }

    @Test
    void statusReportsAnOutageAndItsEnd() throws ServletException {
        try (TestWeb web = web("journey.am.timeout", "PT0.2S")) {
            JourneyStatus status = Recording.STATUS.get(0);
            assertThat(status.am()).isEqualTo(JourneyStatus.Server.UNKNOWN);
            Await.until("AM was asked", () -> status.am() == JourneyStatus.Server.ANSWERING);
            am.set(Fault.HANG);
            for (int i = 0; i < 6; i++) {
                web.send("GET", "/api/me", as(signIn("user" + i)), null);
            }
            assertThat(status.am()).isEqualTo(JourneyStatus.Server.CIRCUIT_OPEN);
            assertThat(Recording.HEARD)
                    .contains("POST getSessionInfo 0no answer in time", "not permitted getSessionInfo");
            am.set(Fault.NONE);
            Await.until("AM is found well", () -> status.am() == JourneyStatus.Server.ANSWERING);
            assertThat(status.sizes()).containsKeys("sessions", "tombstones", "logout-retries");
        }
    }

    /** Where an application's {@code META-INF/services} names its observer. */
    private static final class WithRecording extends ClassLoader {
        private static final String SERVICE = "META-INF/services/" + JourneyObserverProvider.class.getName();

        WithRecording(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? Collections.enumeration(List.of(file())) : super.getResources(name);
        }

        private static URL file() throws IOException {
            return new URL(null, "memory:services", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            // it is there
                        }

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(
                                    Recording.class.getName().getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            });
        }
    }
}
