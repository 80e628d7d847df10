package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.spi.LogoutListener;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A logout with all that may hang on it: tokens, the OpenID Connect session, AM's session, listeners, others that are told. */
class LogoutStepsTest {
    /** Longer than steps take that AM answers. */
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** The same, short enough to be waited for. */
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(3);

    private static final int AT_ONCE = 12;
    private static final String REVOKE = "/token/revoke";
    private static final String END_SESSION = "/connect/endSession";
    private static final String LOGOUT = "_action=logout";

    private static final String HANGING = "timeout";

    /** How a call to AM can fail. */
    private static final Map<String, Fault> WAYS = Map.of(
            "cut",
            Fault.DROP,
            "error",
            Fault.reply(500, "{}"),
            HANGING,
            Fault.HANG,
            "dropped",
            Fault.DROP_AFTER_ANSWERING);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    /** Told of logouts: any server that answers will do. */
    private final FakeAm receiver = new FakeAm(FakeAm.Kind.OPENAM);

    private final List<LogoutContext> heard = new CopyOnWriteArrayList<>();
    private final List<LogoutListener> listeners = new ArrayList<>(List.of(new Recording()));
    private final TestGuard guard = TestGuard.of(
            am,
            time,
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.am.timeout", "PT10S",
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret")));
    private final SsoToken session = new SsoToken(am.signIn("alice"));
    private final Token token;

    private final class Recording implements LogoutListener {
        @Override
        public void signedOut(LogoutContext context) {
            heard.add(context);
        }
    }

    LogoutStepsTest() {
        receiver.set(Fault.reply(204, ""));
        assertThat(guard.sessions().validate(session, true)).isInstanceOf(Authentication.Authenticated.class);
        token = keeper().token(session, Renewal.IF_DUE);
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
        receiver.close();
    }

    private TokenKeeper keeper() {
        return Objects.requireNonNull(guard.tokens().keeper());
    }

    private TestLogout application() {
        return application(LIMIT);
    }

    private TestLogout application(Duration limit) {
        UserSessions withAgent = new UserSessions(
                guard.client().directory(guard.client().agent("root", "s3cret")), guard.cookieName(), guard.sessions());
        return new TestLogout(guard, time, limit, listeners, List.of(URI.create(receiver.url() + "/told")), withAgent);
    }

    private LogoutReport logout(TestLogout application) {
        return application.sso().end(Set.of(session), false, () -> {});
    }

    private static Result result(LogoutReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().startsWith(name))
                .map(Step::result)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allStepsSucceedInTheOrderOfTheReport() {
        try (TestLogout application = application()) {
            LogoutReport report = logout(application);

            assertThat(report.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(report.steps())
                    .extracting(Step::name)
                    .containsExactly(
                            "local", "tokens", "oidc-session", "am-session", "listener Recording", "notice 127.0.0.1");
            assertAllHasEnded();
            assertThat(application.waiting()).isZero();
        }
    }

    @Test
    void amsSessionEndsAfterTheOpenIdConnectSession() {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean isAsked = new AtomicBoolean();
        am.set((call, honest) -> {
            if (call.target().contains(END_SESSION)) {
                isAsked.set(false);
                FakeReply reply = honest.call();
                ended.countDown();
                return reply;
            }
            if (call.target().contains(LOGOUT)) {
                isAsked.set(true);
                assertThat(ended.getCount()).isZero();
            }
            return honest.call();
        });
        try (TestLogout application = application()) {
            assertThat(logout(application).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(isAsked).isTrue();
        }
    }

    @Test
    void tokensOfAnUncachedSessionEnd() {
        guard.sessions().forget(session.digest());
        try (TestLogout application = application()) {
            LogoutReport report = logout(application);
            assertThat(result(report, "tokens")).isEqualTo(Result.DONE);
            assertThat(am.isActive(token.accessToken())).isFalse();
        }
    }

    @Test
    void secondLogoutSucceedsWithoutNotifyingAgain() {
        try (TestLogout application = application()) {
            logout(application);
            receiver.forgetCalls();

            assertThat(logout(application).outcome()).isEqualTo(Outcome.NO_SESSION);
            assertThat(heard).hasSize(1);
            assertThat(receiver.calls()).isEmpty();
        }
    }

    @Test
    void listenerGetsTheUserAsBeforeTheLogout() {
        try (TestLogout application = application()) {
            logout(application);
        }
        assertThat(heard).singleElement().satisfies(context -> {
            assertThat(context.user()).isEqualTo("alice");
            assertThat(context.realm()).isEqualTo("/");
            assertThat(context.session().orElseThrow().value()).isEqualTo(session.value());
            assertThat(context.session().orElseThrow().expiresAt()).isPresent();
            assertThat(context.token()).contains(token);
            assertThat(context.toString()).doesNotContain(session.value(), token.accessToken());
        });
    }

    @Test
    void failingListenerIsAFailedStepAndTheOthersRun() {
        listeners.add(0, context -> {
            throw new IllegalStateException("broken");
        });
        try (TestLogout application = application()) {
            LogoutReport report = logout(application);

            assertThat(report.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(result(report, "listener")).isEqualTo(Result.FAILED);
            assertThat(heard).hasSize(1);
            assertThat(am.has(session.value())).isFalse();
        }
    }

    @Test
    void webhookIsSignedAndHasNoSecret() throws GeneralSecurityException {
        try (TestLogout application = application()) {
            logout(application);
        }
        FakeCall notice = receiver.calls().get(0);
        assertThat(notice.method()).isEqualTo("POST");
        assertThat(notice.body()).doesNotContain(session.value(), token.accessToken());
        JsonObject told = Json.createReader(new StringReader(notice.body())).readObject();
        assertThat(told.getString("user")).isEqualTo("alice");
        assertThat(told.getString("realm")).isEqualTo("/");
        assertThat(told.getString("reason")).isEqualTo("logout");
        assertThat(told.getString("at")).isEqualTo(ManualTime.START.toString());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TestLogout.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal(notice.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(notice.header("X-Journey-Signature")).isEqualTo("sha256=" + expected);
    }

    /**
     * How each step fares.
     *
     * @param allSessions null where only this session ends
     */
    private record Fate(
            String tokens,
            String oidcSession,
            String amSession,
            @Nullable String allSessions,
            String notice) {
        /** Each way that ends at once, or none, for each call to AM, with all sessions and without, and beside them for the notice. */
        static List<Fate> ending() {
            List<String> ways = waysThatEnd();
            List<@Nullable String> none = new ArrayList<>();
            none.add(null);
            List<Fate> all = new ArrayList<>();
            for (List<@Nullable String> everywhere : List.of(none, ways)) {
                for (String allSessions : everywhere) {
                    for (String tokens : ways) {
                        for (String oidcSession : ways) {
                            for (String amSession : ways) {
                                String notice = ways.get(all.size() * 7 / ways.size() % ways.size());
                                all.add(new Fate(tokens, oidcSession, amSession, allSessions, notice));
                            }
                        }
                    }
                }
            }
            return all;
        }

        /** Each set of calls that hang, while all others fare in one way, with all sessions and without. */
        static List<Fate> hanging() {
            List<Fate> all = new ArrayList<>();
            for (String others : waysThatEnd()) {
                for (int hanging = 1; hanging < 1 << 5; hanging++) {
                    String tokens = way(hanging, 0, others);
                    String oidcSession = way(hanging, 1, others);
                    String amSession = way(hanging, 2, others);
                    String notice = way(hanging, 3, others);
                    all.add(new Fate(tokens, oidcSession, amSession, way(hanging, 4, others), notice));
                    if (hanging < 1 << 4) {
                        all.add(new Fate(tokens, oidcSession, amSession, null, notice));
                    }
                }
            }
            return all.stream().distinct().toList();
        }

        private static List<String> waysThatEnd() {
            List<String> ways = new ArrayList<>(new TreeSet<>(WAYS.keySet()));
            ways.remove(HANGING);
            ways.add("");
            return ways;
        }

        private static String way(int hanging, int bit, String others) {
            return (hanging >> bit & 1) == 1 ? HANGING : others;
        }

        Fault atAm() {
            return (call, answer) ->
                    WAYS.getOrDefault(of(call.target()), Fault.NONE).treat(call, answer);
        }

        private String of(String target) {
            if (Stream.of("_queryFilter", "logoutByHandle", "logoutByUser").anyMatch(target::contains)) {
                return Objects.requireNonNull(allSessions);
            }
            return target.contains(REVOKE)
                    ? tokens
                    : target.contains(END_SESSION) ? oidcSession : target.contains(LOGOUT) ? amSession : "";
        }

        Fault atTheReceiver() {
            return (call, answer) -> WAYS.getOrDefault(notice, Fault.NONE).treat(call, () -> FakeReply.json(204, ""));
        }
    }

    @Test
    void failedStepsAreRetriedAndTheOthersRun() throws InterruptedException {
        List<Fate> all = Fate.ending();
        assertThat(all).hasSize(64 + 256).doesNotHaveDuplicates();
        assertAllFare(all, LIMIT);
    }

    @Test
    void hangingStepsAreRetriedAndTheOthersRun() throws InterruptedException {
        List<Fate> all = Fate.hanging();
        assertThat(all).hasSize(4 * (30 + 14) + 2).doesNotHaveDuplicates();
        assertAllFare(all, SHORT_LIMIT);
    }

    private static void assertAllFare(List<Fate> all, Duration limit) throws InterruptedException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        for (Fate fate : all) {
            threads.execute(() -> {
                LogoutStepsTest test = new LogoutStepsTest();
                try {
                    test.fares(fate, limit);
                } catch (AssertionError | RuntimeException e) {
                    wrong.add(fate + ": " + e);
                } finally {
                    test.end();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        assertThat(wrong).isEmpty();
    }

    private void fares(Fate fate, Duration limit) {
        boolean isEverywhere = fate.allSessions != null;
        am.directory().addAdministrator("root", "s3cret");
        String elsewhere = am.signIn("alice");
        am.set(fate.atAm());
        receiver.set(fate.atTheReceiver());
        try (TestLogout application = application(limit)) {
            long start = System.nanoTime();
            LogoutReport report = application.sso().end(Set.of(session), isEverywhere, () -> {});
            long took = System.nanoTime() - start;

            assertThat(took)
                    .as("within its deadline, and not one deadline after another")
                    .isLessThan(limit.multipliedBy(2).toNanos());
            assertThat(result(report, "local")).isEqualTo(Result.DONE);
            assertThat(result(report, "listener")).isEqualTo(Result.DONE);
            Map<String, String> ways = new HashMap<>(Map.of(
                    "tokens", fate.tokens,
                    "oidc-session", fate.oidcSession,
                    "am-session", fate.amSession,
                    "notice", fate.notice));
            if (isEverywhere) {
                ways.put("all-sessions", fate.allSessions);
            }
            ways.forEach((step, way) -> assertThat(result(report, step))
                    .as(step)
                    .isIn(way.isEmpty() ? List.of(Result.DONE, Result.NOT_NEEDED) : List.of(Result.WILL_RETRY)));
            assertThat(guard.tombstones().has(session)).isTrue();

            am.set(Fault.NONE);
            receiver.set(Fault.reply(204, ""));
            receiver.forgetCalls();
            application.retryAll(time);
            assertThat(receiver.calls()).hasSize(fate.notice.isEmpty() ? 0 : 1);
            assertAllHasEnded();
            assertThat(am.has(elsewhere)).isEqualTo(!isEverywhere);
        }
    }

    private void assertAllHasEnded() {
        assertThat(am.has(session.value())).isFalse();
        assertThat(am.isActive(token.accessToken())).isFalse();
        assertThat(am.isActive(token.refreshToken().orElseThrow())).isFalse();
    }

    @Test
    void allStepsAreRetriedAfterAnOutage() {
        am.stop();
        receiver.stop();
        try (TestLogout application = application()) {
            LogoutReport report = logout(application);

            assertThat(result(report, "local")).isEqualTo(Result.DONE);
            assertThat(result(report, "listener")).isEqualTo(Result.DONE);
            for (String step : List.of("tokens", "oidc-session", "am-session", "notice")) {
                assertThat(result(report, step)).as(step).isEqualTo(Result.WILL_RETRY);
            }
            am.start();
            receiver.start();
            application.retryAll(time);
            assertAllHasEnded();
            assertThat(receiver.calls()).hasSize(1);
        }
    }

    @Test
    void retryPausesGrowUntilTheSessionWouldHaveExpired() {
        am.set(Fault.reply(503, "{}"));
        try (TestLogout application = application()) {
            logout(application);
            List<Duration> pauses = new ArrayList<>();
            while (application.waiting() > 0) {
                pauses.add(application.retry(time));
            }
            assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(5));
            assertThat(pauses).last().isEqualTo(Duration.ofMinutes(5));
            // two hours at most, and one that clocks may differ by
            assertThat(Duration.between(ManualTime.START, time.instant())).isLessThan(Duration.ofHours(4));
        }
    }

    @Test
    void stepsThatDependOnNoOtherRunSideBySide() {
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        Fault waiting = (call, answer) -> {
            if (arrived.add(call.target().split("\\?", -1)[0])) {
                all.countDown();
            }
            all.await();
            return answer.call();
        };
        am.set((call, answer) -> Stream.of(REVOKE, END_SESSION).anyMatch(call.target()::contains)
                ? waiting.treat(call, answer)
                : answer.call());
        receiver.set((call, answer) -> waiting.treat(call, () -> FakeReply.json(204, "")));
        try (TestLogout application = application()) {
            assertThat(logout(application).outcome()).isEqualTo(Outcome.SUCCESS);
        }
        assertThat(arrived).hasSize(3);
    }

    @Test
    void requestDuringALogoutHasNoUser() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor(LOGOUT));
        try (TestLogout application = application();
                ParallelCalls<LogoutReport> leaving = ParallelCalls.start(1, number -> logout(application))) {
            Await.until("the logout is at AM", () -> !am.calls(LOGOUT).isEmpty());
            assertThat(guard.tombstones().has(session)).isTrue();
            gate.countDown();
            assertThat(leaving.results()).hasSize(1);
        }
    }
}
