package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions in use live on at AM, others end in time. */
class KeepAliveTest {
    private static final Duration MAXIMUM = Duration.ofHours(2);
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String RESET = "getSessionInfoAndResetIdleTime";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.of(am, time);
    private final TestGuard believing = TestGuard.believing(am, time, LONG);

    KeepAliveTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        guard.close();
        believing.close();
        am.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "PINGAM_NEXT", "OPENAM"})
    void usedSessionLastsToItsMaximumWithOneCallAMinute(FakeAm.Kind kind) {
        am.setKind(kind);
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        am.forgetCalls();

        for (Duration used = A_WHILE; used.compareTo(MAXIMUM) < 0; used = used.plus(A_WHILE)) {
            time.pass(A_WHILE);
            assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        }

        // once an hour the versions that it does not speak are tried again
        List<FakeCall> understood =
                am.calls().stream().filter(call -> kind.speaks(call.version())).toList();
        assertThat(understood).hasSizeLessThanOrEqualTo((int) MAXIMUM.toMinutes());
        assertThat(am.calls()).hasSizeLessThanOrEqualTo(understood.size() + (int) MAXIMUM.toHours() * 3);
        time.pass(A_WHILE);
        assertThat(guard.sessions().validate(token, true)).isEqualTo(Authentication.refused());
    }

    @Test
    void olderServersGetARefreshCall() {
        am.setKind(FakeAm.Kind.FORGEROCK);
        SsoToken token = new SsoToken(am.signIn("alice"));
        for (Duration used = Duration.ZERO; used.compareTo(MAXIMUM) < 0; used = used.plus(A_WHILE)) {
            assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
            time.pass(A_WHILE);
        }
        assertThat(am.calls("refresh")).isNotEmpty();
    }

    @Test
    void keepAliveRunsInTheBackground() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        am.set(Fault.HANG);
        time.pass(Duration.ofMinutes(1));

        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);

        Await.until("AM hears of it", () -> am.calls(RESET).size() == 1);
        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(am.calls(RESET)).hasSize(1);
    }

    @Test
    void concurrentRequestsMakeOneKeepAlive() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        time.pass(Duration.ofMinutes(1));

        try (ParallelCalls<Authentication<?>> crowd =
                ParallelCalls.start(1_000, number -> believing.sessions().validate(token, true))) {
            assertThat(crowd.results())
                    .allSatisfy(answer -> assertThat(answer).isInstanceOf(Authentication.Authenticated.class));
        }

        Await.until("AM hears of it", () -> am.calls(RESET).size() == 1);
        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(am.calls(RESET)).hasSize(1);
    }

    @Test
    void sessionNearItsIdleExpiryIsKeptAliveAtOnce() {
        SsoToken token = dueAtOnce();

        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);

        Await.until("AM hears of it", () -> am.calls(RESET).size() == 1);
        Await.until(
                "AM hears of it",
                () -> idleEndSeenBy(believing, token).isAfter(ManualTime.START.plus(Duration.ofMinutes(29))));
    }

    @Test
    void unusedSessionExpires() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        time.pass(FakeSession.IDLE_TIME);
        assertThat(am.has(token.value())).isFalse();
        assertThat(believing.sessions().validate(token, true)).isEqualTo(Authentication.refused());
    }

    @Test
    void passiveRequestDoesNotKeepASessionAlive() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        for (Duration idle = Duration.ZERO; idle.compareTo(FakeSession.IDLE_TIME) < 0; idle = idle.plus(A_WHILE)) {
            assertThat(guard.sessions().validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
            time.pass(A_WHILE);
        }
        assertThat(am.has(token.value())).isFalse();
        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
        assertThat(am.calls(RESET)).isEmpty();
    }

    @Test
    void validationThatCountsAsUseIsNotMadeForAnUnusedSession() {
        am.setKind(FakeAm.Kind.OPENAM);
        SsoToken token = seen(guard, new SsoToken(am.signIn("alice")));
        for (Duration idle = A_WHILE; idle.compareTo(FakeSession.IDLE_TIME) < 0; idle = idle.plus(A_WHILE)) {
            time.pass(A_WHILE);
            assertThat(guard.sessions().validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
        }
        time.pass(Duration.ofMinutes(1));
        am.forgetCalls();

        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
        assertThat(am.calls()).isEmpty();
        // the session may be in use elsewhere
        assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);

        time.pass(FakeSession.IDLE_TIME);
        assertThat(guard.sessions().validate(token, false)).isEqualTo(Authentication.refused());
        assertThat(am.has(token.value())).isFalse();
    }

    @Test
    void passiveRequestsBetweenUsesDoNotEndTheSession() {
        am.setKind(FakeAm.Kind.OPENAM);
        SsoToken token = seen(guard, new SsoToken(am.signIn("alice")));
        Duration halfAMinute = Duration.ofSeconds(30);
        for (int minute = 1; minute < 60; minute++) {
            time.pass(halfAMinute);
            assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
            time.pass(halfAMinute);
            assertThat(guard.sessions().validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
        }
    }

    @Test
    void hangingAmHasOneKeepAlivePerSession() {
        List<SsoToken> tokens = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tokens.add(seen(believing, new SsoToken(am.signIn("user" + i))));
        }
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor(RESET));
        time.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            tokens.forEach(token -> believing.sessions().validate(token, true));
            // less than AM may take to answer
            time.pass(Duration.ofMillis(900));
        }
        gate.countDown();
        Await.until("each has been touched", () -> am.calls(RESET).size() >= tokens.size());
        SsoToken last = seen(believing, new SsoToken(am.signIn("last")));
        time.pass(Duration.ofMinutes(1));
        assertThat(believing.sessions().validate(last, true)).isInstanceOf(Authentication.Authenticated.class);
        // the queue is served in turn
        Await.until(
                "the last one, too",
                () -> am.calls(RESET).stream().anyMatch(call -> call.body().contains(last.value())));
        assertThat(am.calls(RESET)).hasSize(tokens.size() + 1);
    }

    @Test
    void unsupportedKeepAliveOfASessionIsNotRepeatedAtEachUse() {
        am.setKeepAliveSupported(false);
        SsoToken token = seen(guard, new SsoToken(am.signIn("alice")));
        for (Duration used = Duration.ZERO; used.compareTo(LONG) < 0; used = used.plus(A_WHILE)) {
            time.pass(A_WHILE);
            assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        }
        assertThat(am.calls(RESET)).hasSize((int) LONG.dividedBy(KeepAliveResult.UNSUPPORTED_FOR));
    }

    @Test
    void unsupportedKeepAliveOfAServerIsNotRepeatedForEachSession() {
        am.set(Fault.reply(501, "{\"code\":501}").onlyFor(RESET));
        List<SsoToken> tokens =
                List.of(seen(guard, new SsoToken(am.signIn("alice"))), seen(guard, new SsoToken(am.signIn("bob"))));
        for (int minute = 0; minute < 5; minute++) {
            time.pass(Duration.ofMinutes(1));
            for (SsoToken token : tokens) {
                assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
            }
        }
        assertThat(am.calls(RESET)).hasSize(1);
    }

    @Test
    void unansweredKeepAliveIsRetried() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        am.set(Fault.reply(503, "{}"));
        time.pass(Duration.ofMinutes(1));
        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        Await.until("AM hears of it", () -> am.calls(RESET).size() == 1);

        am.set(Fault.NONE);
        Await.until("AM hears of it", () -> {
            time.pass(Duration.ofMillis(100));
            return believing.sessions().validate(token, true) instanceof Authentication.Authenticated
                    && am.calls(RESET).size() == 2;
        });
    }

    @ParameterizedTest
    @MethodSource("org.journeyguard.fixtures.AmFaults#all")
    void faultDuringKeepAliveKeepsTheSessionAndIsRetried(Fault fault) {
        try (TestGuard impatient = TestGuard.believing(am, time, LONG, Duration.ofMillis(300))) {
            SsoToken token = seen(impatient, new SsoToken(am.signIn("alice")));
            am.set(fault);
            time.pass(Duration.ofMinutes(1));
            assertThat(impatient.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
            Await.until("AM hears of it", () -> !am.calls(RESET).isEmpty());
            assertThat(impatient.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);

            am.set(Fault.NONE);
            Await.until("AM knows that it is in use", () -> {
                time.pass(Duration.ofMillis(500));
                assertThat(impatient.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
                return idleEndSeenBy(impatient, token)
                        .isAfter(ManualTime.START.plus(FakeSession.IDLE_TIME).plusSeconds(59));
            });
        }
    }

    @Test
    void sessionThatEndsDuringAuthenticationIsNotKeptAlive() {
        SsoToken token = dueAtOnce();
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (ParallelCalls<Authentication<?>> asking =
                ParallelCalls.start(1, i -> believing.sessions().validate(token, true))) {
            Await.until("AM is asked", () -> !am.calls("getSessionInfo").isEmpty());
            endHere(token);
            gate.countDown();
            assertThat(asking.results()).hasSize(1);
        }
        believing.finishBackground();
        assertThat(am.calls(RESET)).isEmpty();
    }

    @Test
    void sessionThatEndsBeforeItsQueuedKeepAliveIsNotKeptAlive() {
        SsoToken token = dueAtOnce();
        CountDownLatch gate = believing.holdBackground();
        assertThat(believing.sessions().validate(token, true).isAuthenticated()).isTrue();
        endHere(token);
        gate.countDown();
        believing.finishBackground();
        assertThat(am.calls(RESET)).isEmpty();
    }

    private SsoToken dueAtOnce() {
        FakeSession session = am.session("alice", "/");
        return new SsoToken(am.signIn(session.ending(ManualTime.START.plusSeconds(90), session.expiresAt())));
    }

    private void endHere(SsoToken token) {
        believing.tombstones().set(token, LONG);
        believing.sessions().forget(token.digest());
    }

    @Test
    void keepAliveOfAnEndedSessionEndsItLocally() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        am.end(token.value());
        time.pass(Duration.ofMinutes(1));
        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        Await.until(
                "AM hears of it",
                () -> believing.sessions().validate(token, true).equals(Authentication.refused()));
    }

    @Test
    void sessionOfAnotherRealmIsNotKeptAlive() {
        SsoToken token = seen(guard, new SsoToken(am.signIn(am.session("alice", "/alpha"))));
        time.pass(Duration.ofMinutes(2));
        assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(am.calls(RESET)).isEmpty();
    }

    @Test
    void stoppedApplicationKeepsNoSessionAlive() {
        SsoToken token = seen(believing, new SsoToken(am.signIn("alice")));
        believing.background().close();
        time.pass(Duration.ofMinutes(1));
        assertThat(believing.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(am.calls()).extracting(FakeCall::target).noneMatch(target -> target.contains(RESET));
    }

    private static SsoToken seen(TestGuard by, SsoToken token) {
        assertThat(by.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        return token;
    }

    private static Instant idleEndSeenBy(TestGuard guard, SsoToken token) {
        Authentication.Authenticated<SsoIdentity> valid =
                (Authentication.Authenticated<SsoIdentity>) guard.sessions().validate(token, false);
        return Objects.requireNonNull(valid.identity().idleExpiresAt());
    }
}
