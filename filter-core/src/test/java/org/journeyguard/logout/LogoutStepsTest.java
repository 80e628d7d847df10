package org.journeyguard.logout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.journeyguard.Crowd;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutListener;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.config.TestSettings;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.journeyguard.session.TestGuard;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.journeyguard.token.TokenKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A logout with all that may hang on it: tokens, the OpenID Connect session, AM's session, listeners, others that are told. */
class LogoutStepsTest {
    private static final Duration LIMIT = Duration.ofMillis(700);
    private static final String REVOKE = "/token/revoke";
    private static final String END_SESSION = "/connect/endSession";
    private static final String LOGOUT = "_action=logout";

    /** How a call to AM can fail. */
    private static final Map<String, Fault> WAYS = Map.of(
            "refused", Fault.DROP,
            "error", Fault.reply(500, "{}"),
            "timeout", Fault.HANG,
            "dropped", Fault.DROP_AFTER_ANSWERING);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    /** Told of logouts: any server that answers will do. */
    private final FakeAm receiver = new FakeAm(FakeAm.Kind.OPENAM);

    private final List<Farewell> heard = new CopyOnWriteArrayList<>();
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
        public void signedOut(Farewell farewell) {
            heard.add(farewell);
        }
    }

    LogoutStepsTest() {
        receiver.set(Fault.reply(204, ""));
        assertThat(guard.sessions().validate(session, true)).isInstanceOf(Validation.Valid.class);
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
        return new TestLogout(guard, time, LIMIT, listeners, List.of(URI.create(receiver.url() + "/told")));
    }

    private LogoutReport logout(TestLogout application) {
        return application.flow().end(Set.of(session), false, () -> {});
    }

    private static Result result(LogoutReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().startsWith(name))
                .map(Step::result)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingEndsAndTheReportSaysSoInThisOrder() {
        try (TestLogout application = application()) {
            LogoutReport report = logout(application);

            assertThat(report.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(report.steps())
                    .extracting(Step::name)
                    .containsExactly(
                            "local", "tokens", "oidc-session", "am-session", "listener Recording", "notice 127.0.0.1");
            assertThat(am.has(session.value())).isFalse();
            assertThat(am.isActive(token.accessToken())).isFalse();
            assertThat(am.isActive(token.refreshToken().orElseThrow())).isFalse();
            assertThat(application.waiting()).isZero();
        }
    }

    @Test
    void amsSessionEndsAfterTheOneOfOpenIdConnectBecauseBothAreOne() {
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
    void aSecondLogoutIsNoErrorAndTellsNobody() {
        try (TestLogout application = application()) {
            logout(application);
            receiver.forgetCalls();

            assertThat(logout(application).outcome()).isEqualTo(Outcome.NO_SESSION);
            assertThat(heard).hasSize(1);
            assertThat(receiver.calls()).isEmpty();
        }
    }

    @Test
    void listenersHearOfTheUserAsHeWas() {
        try (TestLogout application = application()) {
            logout(application);
        }
        assertThat(heard).singleElement().satisfies(farewell -> {
            assertThat(farewell.user()).isEqualTo("alice");
            assertThat(farewell.realm()).isEqualTo("/");
            assertThat(farewell.session().orElseThrow().value()).isEqualTo(session.value());
            assertThat(farewell.session().orElseThrow().expiresAt()).isPresent();
            assertThat(farewell.token()).contains(token);
            assertThat(farewell.toString()).doesNotContain(session.value(), token.accessToken());
        });
    }

    @Test
    void aListenerThatBreaksIsAFailedStepAndKeepsNothingElseFromEnding() {
        listeners.add(0, farewell -> {
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
    void othersAreToldByASignedNoticeWithoutSecrets() throws GeneralSecurityException {
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

    /** Each way for each of the three calls to AM, or none. */
    static Stream<Arguments> allCombinations() {
        List<Arguments> all = new ArrayList<>();
        for (String tokens : ways()) {
            for (String oidc : ways()) {
                ways().forEach(amSession -> all.add(Arguments.of(tokens, oidc, amSession)));
            }
        }
        return all.stream();
    }

    private static List<String> ways() {
        List<String> ways = new ArrayList<>(new TreeSet<>(WAYS.keySet()));
        ways.add("");
        return ways;
    }

    @ParameterizedTest(name = "tokens {0}, OpenID Connect session {1}, session {2}")
    @MethodSource("allCombinations")
    void whateverFailsTheRestEndsAndWhatFailedEndsLater(String tokens, String oidc, String amSession) {
        am.set((call, answer) -> {
            String way = call.target().contains(REVOKE)
                    ? tokens
                    : call.target().contains(END_SESSION) ? oidc : call.target().contains(LOGOUT) ? amSession : "";
            return WAYS.getOrDefault(way, Fault.NONE).treat(call, answer);
        });
        try (TestLogout application = application()) {
            long start = System.nanoTime();
            LogoutReport report = logout(application);
            long took = System.nanoTime() - start;

            assertThat(result(report, "local")).isEqualTo(Result.DONE);
            assertThat(result(report, "tokens")).isEqualTo(tokens.isEmpty() ? Result.DONE : Result.WILL_RETRY);
            assertThat(result(report, "oidc-session")).isEqualTo(oidc.isEmpty() ? Result.DONE : Result.WILL_RETRY);
            assertThat(result(report, "am-session"))
                    .isIn(amSession.isEmpty() ? List.of(Result.DONE, Result.NOT_NEEDED) : List.of(Result.WILL_RETRY));
            assertThat(result(report, "listener")).isEqualTo(Result.DONE);
            assertThat(result(report, "notice")).isEqualTo(Result.DONE);
            assertThat(took)
                    .as("within its deadline")
                    .isLessThan(LIMIT.plusSeconds(2).toNanos());
            assertThat(guard.tombstones().has(session)).isTrue();

            am.set(Fault.NONE);
            time.pass(Duration.ofSeconds(10));
            while (application.waiting() > 0) {
                application.retry(time);
            }
            assertThat(am.has(session.value())).isFalse();
            assertThat(am.isActive(token.accessToken())).isFalse();
            assertThat(am.isActive(token.refreshToken().orElseThrow())).isFalse();
        }
    }

    @Test
    void pausesGrowAndEndWhenTheSessionWouldBeOverAnyway() {
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
    void stepsRunSideBySide() {
        CountDownLatch all = new CountDownLatch(3);
        am.set((call, answer) -> {
            if (Stream.of(REVOKE, END_SESSION, LOGOUT).anyMatch(call.target()::contains)) {
                all.countDown();
                all.await();
            }
            return answer.call();
        });
        try (TestLogout application = application()) {
            assertThat(logout(application).outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void whoComesBackWhileALogoutIsUnderWayIsOut() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor(LOGOUT));
        try (TestLogout application = application();
                Crowd<LogoutReport> leaving = Crowd.of(1, number -> logout(application))) {
            Crowd.until("the logout is at AM", () -> !am.calls(LOGOUT).isEmpty());
            assertThat(guard.tombstones().has(session)).isTrue();
            gate.countDown();
            assertThat(leaving.outcomes()).hasSize(1);
        }
    }
}
