package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.test.ManualTime.START;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionValidatorTest {
    private static final SsoToken GARBAGE = new SsoToken("garbage");
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.of(am, time);
    private final SessionValidator sessions = guard.sessions();

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @Test
    void concurrentValidationsOfAnUncachedTokenMakeOneCall() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (TestGuard patient = TestGuard.bounded(am, time, 1_000);
                ParallelCalls<Authentication<?>> crowd =
                        ParallelCalls.start(1_000, i -> patient.sessions().validate(token, false))) {
            Await.until("all wait", () -> crowd.waiting() == 1_000);
            gate.countDown();
            assertThat(crowd.results()).hasSize(1_000).hasOnlyElementsOfType(Authentication.Authenticated.class);
        }
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void validSessionIsCachedForTheTtl() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.end(token.value());
        time.pass(TestGuard.TTL.minus(A_MOMENT));
        assertValid(token);
        assertThat(am.calls()).hasSize(1);
        time.pass(A_MOMENT);
        assertThat(sessions.validate(token, false)).isEqualTo(Authentication.refused());
    }

    @Test
    void cachedSessionEndsAtItsIdleExpiry() {
        SsoToken token =
                new SsoToken(am.signIn(am.session("alice", "/").ending(START.plusSeconds(10), START.plusSeconds(600))));
        assertValid(token);
        am.end(token.value());
        time.pass(Duration.ofSeconds(10).minus(A_MOMENT));
        assertValid(token);
        time.pass(A_MOMENT);
        assertThat(sessions.validate(token, false)).isEqualTo(Authentication.refused());
    }

    @Test
    void cachedSessionEndsAtItsMaximum() {
        SsoToken token =
                new SsoToken(am.signIn(am.session("alice", "/").ending(START.plusSeconds(600), START.plusSeconds(10))));
        assertValid(token);
        am.set(Fault.DROP);
        time.pass(Duration.ofSeconds(10));
        assertThat(sessions.validate(token, false)).isInstanceOf(Authentication.Unavailable.class);
        assertThat(sessions.known(token)).isNull();
    }

    @Test
    void idleExpiryExtendedElsewhereIsReadFromAm() {
        var session = am.session("alice", "/").ending(START.plusSeconds(10), START.plusSeconds(600));
        SsoToken token = new SsoToken(am.signIn(session));
        assertValid(token);
        am.signIn(session.ending(START.plusSeconds(500), START.plusSeconds(600)));
        time.pass(Duration.ofSeconds(10));
        assertValid(token);
    }

    @Test
    void sessionExpiredOnlyByTheLocalClockIsValidAndNotCached() {
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").ending(START, START)));
        assertValid(token);
        assertValid(token);
        assertThat(am.calls()).hasSize(2);
    }

    @Test
    void refusalIsCachedForFiveSeconds() {
        var session = am.session("alice", "/");
        assertThat(sessions.validate(new SsoToken(session.token()), false)).isEqualTo(Authentication.refused());
        am.signIn(session);
        time.pass(Duration.ofSeconds(5).minus(A_MOMENT));
        assertThat(sessions.validate(new SsoToken(session.token()), false)).isEqualTo(Authentication.refused());
        assertThat(am.calls()).hasSize(1);
        time.pass(A_MOMENT);
        assertValid(new SsoToken(session.token()));
    }

    @Test
    void cachedSessionsAreValidAndOthersUnavailableDuringAnOutage() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.set(Fault.DROP);
        for (int i = 0; i < 20; i++) {
            assertValid(token);
            assertThat(sessions.validate(new SsoToken(am.signIn("bob")), false))
                    .isInstanceOf(Authentication.Unavailable.class);
        }
    }

    @Test
    void cachedSessionIsValidAtOnceWhileAmHangs() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.set(Fault.HANG);
        try (ParallelCalls<Authentication<?>> waiting =
                ParallelCalls.start(100, i -> sessions.validate(new SsoToken(am.signIn("user" + i)), false))) {
            Await.until("AM is asked as often as it may be", () -> am.mostInFlight() == 32);
            assertValid(token);
            assertThat(waiting.finished()).isZero();
        }
    }

    @Test
    void sessionIsUnavailableAfterTheTtlDuringAnOutage() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.set(Fault.DROP);
        time.pass(TestGuard.TTL);
        assertThat(sessions.validate(token, false)).isInstanceOf(Authentication.Unavailable.class);
    }

    @Test
    void outageIsNotCached() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        am.set(Fault.DROP);
        assertThat(sessions.validate(token, false)).isInstanceOf(Authentication.Unavailable.class);
        am.set(Fault.NONE);
        assertValid(token);
    }

    @Test
    void expiredCacheEntryIsStillKnownForALogout() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.set(Fault.DROP);
        time.pass(TestGuard.TTL.multipliedBy(2));
        assertThat(sessions.known(token)).isNotNull();
        assertThat(sessions.known(GARBAGE)).isNull();
    }

    @Test
    void forgottenSessionIsValidatedAgain() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        sessions.forget(token.digest());
        assertThat(sessions.known(token)).isNull();
        assertValid(token);
        assertThat(am.calls()).hasSize(2);
    }

    @Test
    void concurrentValidationsAreLimitedAndOthersAreUnavailable() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (TestGuard bounded = TestGuard.bounded(am, time, 3);
                ParallelCalls<Authentication<?>> crowd = ParallelCalls.start(
                        12, i -> bounded.sessions().validate(new SsoToken(am.signIn("user" + i)), false))) {
            Await.until("nine have been turned away", () -> crowd.finished() == 9);
            gate.countDown();
            assertThat(crowd.results().stream().filter(Authentication.Authenticated.class::isInstance))
                    .hasSize(3);
            assertThat(crowd.results().stream().filter(Authentication.Unavailable.class::isInstance))
                    .hasSize(9);
        }
        assertThat(am.mostInFlight()).isEqualTo(3);
    }

    @Test
    void excessWaitingCallersAreUnavailableAtOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate));
        try (TestGuard bounded = TestGuard.bounded(am, time, 2);
                ParallelCalls<Authentication<?>> asking = ParallelCalls.start(
                        2, i -> bounded.sessions().validate(new SsoToken(am.signIn("user" + i)), false))) {
            Await.until("all places are taken", () -> am.mostInFlight() == 2);
            try (ParallelCalls<Authentication<?>> crowd = ParallelCalls.start(
                    40, i -> bounded.sessions().validate(new SsoToken(am.signIn("late" + i)), false))) {
                Await.until("six wait", () -> crowd.waiting() == 6 && crowd.finished() == 34);
                gate.countDown();
                assertThat(crowd.results().stream().filter(Authentication.Authenticated.class::isInstance))
                        .hasSize(6);
            }
            assertThat(asking.results()).hasOnlyElementsOfType(Authentication.Authenticated.class);
        }
    }

    @Test
    void unknownTokensDoNotDelayKnownSessions() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestGuard bounded = TestGuard.bounded(am, time, 2)) {
            SsoToken known = new SsoToken(am.signIn("alice"));
            assertThat(bounded.sessions().validate(known, false)).isInstanceOf(Authentication.Authenticated.class);
            time.pass(TestGuard.TTL);
            am.set(Fault.heldBy(gate));
            try (ParallelCalls<Authentication<?>> strangers = ParallelCalls.start(
                    2, i -> bounded.sessions().validate(new SsoToken(am.signIn("user" + i)), false))) {
                Await.until("strangers hold all their places", () -> am.mostInFlight() == 2);
                try (ParallelCalls<Authentication<?>> alice =
                        ParallelCalls.start(1, i -> bounded.sessions().validate(known, false))) {
                    Await.until("the known one asks beside them", () -> am.mostInFlight() == 3);
                    gate.countDown();
                    assertThat(alice.results()).hasOnlyElementsOfType(Authentication.Authenticated.class);
                }
                assertThat(strangers.results()).hasSize(2);
            }
        }
    }

    @Test
    void validationsOfUnknownTokensPerSecondAreLimited() {
        try (TestGuard limited = TestGuard.limited(am, time, 5)) {
            for (int i = 0; i < 20; i++) {
                limited.sessions().validate(new SsoToken(am.signIn("user" + i)), false);
            }
            assertThat(am.calls()).hasSize(5);
            time.pass(Duration.ofSeconds(1));
            assertThat(limited.sessions().validate(new SsoToken(am.signIn("alice")), false))
                    .isInstanceOf(Authentication.Authenticated.class);
        }
    }

    @Test
    void permitIsReleasedAfterEveryResponse() {
        try (TestGuard bounded = TestGuard.bounded(am, time, 1)) {
            bounded.sessions().validate(GARBAGE, false);
            am.set(Fault.DROP);
            bounded.sessions().validate(new SsoToken(am.signIn("alice")), false);
            am.set(Fault.NONE);
            assertThat(bounded.sessions().validate(new SsoToken(am.signIn("bob")), false))
                    .isInstanceOf(Authentication.Authenticated.class);
        }
    }

    @Test
    void wallClockJumpDoesNotProlongAValidSession() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertValid(token);
        am.end(token.value());
        time.setWallClock(START.minus(Duration.ofDays(1)));
        time.pass(TestGuard.TTL);
        assertThat(sessions.validate(token, false)).isEqualTo(Authentication.refused());
    }

    @Test
    void wallClockJumpDoesNotProlongARefusal() {
        var session = am.session("alice", "/");
        sessions.validate(new SsoToken(session.token()), false);
        am.signIn(session);
        time.setWallClock(START.minus(Duration.ofDays(1)));
        time.pass(Duration.ofSeconds(5));
        assertValid(new SsoToken(session.token()));
    }

    @Test
    void applicationsOfTwoRealmsShareNoEntry() {
        try (TestGuard alpha = TestGuard.ofRealm(am, time, "/alpha")) {
            SsoToken token = new SsoToken(am.signIn("alice"));
            assertValid(token);
            assertThat(alpha.sessions().known(token)).isNull();
            assertThat(alpha.sessions().validate(token, false))
                    .isInstanceOfSatisfying(
                            Authentication.Authenticated.class,
                            valid -> assertThat(valid.identity().realm()).isEqualTo("/"));
            assertThat(am.calls("/realms/root/sessions")).hasSize(1);
            assertThat(am.calls("/realms/root/realms/alpha/sessions")).hasSize(1);
            alpha.sessions().forget(token.digest());
            assertThat(sessions.known(token)).isNotNull();
        }
    }

    private void assertValid(SsoToken token) {
        assertThat(sessions.validate(token, false)).isInstanceOf(Authentication.Authenticated.class);
    }
}
