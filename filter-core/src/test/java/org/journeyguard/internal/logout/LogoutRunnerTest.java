package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.test.ManualTime.START;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutRunnerTest {
    private static final SsoToken STRANGE = new SsoToken("stranger");

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestGuard guard = TestGuard.of(am, time);
    private final Tombstones tombstones = guard.tombstones();
    private final TestLogout application = TestLogout.of(guard, time);
    private final SsoLogout logout = application.sso();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void end() {
        application.close();
        guard.close();
        am.close();
    }

    @Test
    void logoutEndsTheSessionLocallyAndAtAm() {
        SsoToken token = known("alice");
        assertThat(logout.end(Set.of(token), false, this::local))
                .isEqualTo(report(Outcome.SUCCESS, Result.DONE, Result.DONE));
        assertThat(am.has(token.value())).isFalse();
        assertThat(guard.sessions().known(token)).isNull();
        assertThat(tombstones.has(token)).isTrue();
        assertThat(done).containsExactly("local");
    }

    @Test
    void localStepRunsFirst() {
        SsoToken token = known("alice");
        logout.end(Set.of(token), false, () -> {
            assertThat(am.has(token.value())).isTrue();
            assertThat(am.calls("_action=logout")).isEmpty();
            assertThat(tombstones.has(token)).isTrue();
            assertThat(guard.sessions().known(token)).isNull();
            local();
        });
        assertThat(done).containsExactly("local");
        assertThat(am.calls("_action=logout")).isNotEmpty();
    }

    @Test
    void logoutDuringAnOutageEndsTheSessionLocally() {
        SsoToken token = known("alice");
        am.set(Fault.DROP);
        LogoutReport report = logout.end(Set.of(token), false, this::local);
        assertThat(report.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(report.steps()).extracting(Step::result).containsExactly(Result.DONE, Result.WILL_RETRY);
        assertThat(done).containsExactly("local");
        assertThat(tombstones.has(token)).isTrue();
        assertThat(guard.sessions().known(token)).isNull();
    }

    @Test
    void tombstoneLastsBeyondTheMaximumOfTheSession() {
        SsoToken token =
                new SsoToken(am.signIn(am.session("alice", "/").ending(START.plusSeconds(60), START.plusSeconds(600))));
        guard.sessions().validate(token, true);
        am.set(Fault.DROP);
        logout.end(Set.of(token), false, this::local);
        time.pass(Duration.ofMinutes(10));
        assertThat(tombstones.has(token)).isTrue();
    }

    @Test
    void unknownSessionIsLookedUpAndEnded() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        assertThat(logout.end(Set.of(token), false, this::local))
                .isEqualTo(report(Outcome.SUCCESS, Result.DONE, Result.DONE));
        assertThat(tombstones.has(token)).isTrue();
        assertThat(am.has(token.value())).isFalse();
    }

    @Test
    void clockChangesDoNotShortenATombstone() {
        ManualTime amsOwn = new ManualTime();
        am.setClock(amsOwn);
        time.setWallClock(ManualTime.START.plus(Duration.ofMinutes(110)));
        Instant end = ManualTime.START.plus(Duration.ofHours(2));
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").ending(end, end)));
        am.set(Fault.reply(503, "{}").onlyFor("_action=logout"));
        assertThat(guard.sessions().validate(token, true)).isInstanceOf(Authentication.Authenticated.class);
        logout.end(Set.of(token), false, () -> {});

        time.setWallClock(time.instant().plus(Duration.ofDays(1)));
        time.pass(Duration.ofMinutes(119));
        assertThat(tombstones.has(token)).isTrue();
    }

    @Test
    void concurrentLogoutsOfOneSessionMakeOneCall() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        guard.sessions().validate(token, true);
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor("_action=logout"));
        try (ParallelCalls<LogoutReport> leaving =
                ParallelCalls.start(100, n -> logout.end(Set.of(token), false, () -> {}))) {
            Await.until("one is at AM", () -> am.calls("_action=logout").size() == 1);
            Await.until(
                    "the others wait for it, or have given up", () -> leaving.waiting() + leaving.finished() == 100);
            gate.countDown();
            assertThat(leaving.results()).hasSize(100);
        }
        assertThat(am.mostInFlight()).isEqualTo(1);
    }

    @Test
    void unknownTokenGetsNoTombstone() {
        assertThat(logout.end(Set.of(STRANGE), false, this::local))
                .isEqualTo(report(Outcome.NO_SESSION, Result.NOT_NEEDED, Result.NOT_NEEDED));
        assertThat(tombstones.size()).isZero();
        assertThat(done).containsExactly("local");
    }

    @Test
    void unknownTokenGetsNoTombstoneWhileAmIsDown() {
        am.set(Fault.DROP);
        assertThat(logout.end(Set.of(STRANGE), false, this::local).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(tombstones.size()).isZero();
        assertThat(done).containsExactly("local");
    }

    @Test
    void secondLogoutSucceedsWithoutSteps() {
        SsoToken token = known("alice");
        logout.end(Set.of(token), false, this::local);
        assertThat(logout.end(Set.of(token), false, this::local))
                .isEqualTo(report(Outcome.NO_SESSION, Result.NOT_NEEDED, Result.NOT_NEEDED));
        assertThat(tombstones.has(token)).isTrue();
        assertThat(done).hasSize(2);
    }

    @Test
    void secondLogoutEndsASessionThatLivesAtAm() {
        SsoToken token = known("alice");
        am.set(Fault.DROP);
        logout.end(Set.of(token), false, this::local);
        am.set(Fault.NONE);
        assertThat(logout.end(Set.of(token), false, this::local))
                .isEqualTo(report(Outcome.SUCCESS, Result.NOT_NEEDED, Result.DONE));
        assertThat(am.has(token.value())).isFalse();
    }

    @Test
    void sessionEndedAtAmIsEndedLocally() {
        SsoToken token = known("alice");
        am.end(token.value());
        assertThat(logout.end(Set.of(token), false, this::local))
                .isEqualTo(report(Outcome.SUCCESS, Result.DONE, Result.NOT_NEEDED));
        assertThat(tombstones.has(token)).isTrue();
    }

    @Test
    void failingLocalStepIsReportedAndTheOthersRun() {
        SsoToken token = known("alice");
        LogoutReport report = logout.end(Set.of(token), false, () -> {
            throw new IllegalStateException("no such session");
        });
        assertThat(report.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(report.steps())
                .containsExactly(
                        new Step("local", Result.FAILED, "IllegalStateException"),
                        new Step("am-session", Result.DONE, ""));
        assertThat(am.has(token.value())).isFalse();
        assertThat(tombstones.has(token)).isTrue();
    }

    @Test
    void logoutWithoutSessionRunsTheLocalStep() {
        assertThat(application.flow().endNothing(this::local, ""))
                .isEqualTo(report(Outcome.NO_SESSION, Result.NOT_NEEDED, Result.NOT_NEEDED));
        assertThat(done).containsExactly("local");
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void logoutWithUnreadableCookieIsAFailure() {
        LogoutReport report = application.flow().endNothing(this::local, "AM does not tell the name of its cookie");
        assertThat(report.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(done).containsExactly("local");
    }

    @Test
    void allPresentedSessionsEnd() {
        SsoToken alice = known("alice");
        SsoToken bob = new SsoToken(am.signIn("bob"));
        LogoutReport report = logout.end(Set.of(alice, bob), false, this::local);
        assertThat(report.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(report.steps()).extracting(Step::result).containsExactly(Result.DONE, Result.DONE, Result.DONE);
        assertThat(am.has(alice.value()) || am.has(bob.value())).isFalse();
        assertThat(done).containsExactly("local");
    }

    @Test
    void logoutOfAnEndedSessionMakesNoCall() {
        am.set(Fault.NONE);
        for (int i = 0; i < 5; i++) {
            logout.end(Set.of(STRANGE), false, this::local);
        }
        assertThat(am.calls("_action=logout")).isEmpty();
        assertThat(am.calls("_action=getSessionInfo").size()).isLessThanOrEqualTo(2);
    }

    @Test
    void reportHasNoSecret() {
        SsoToken token = known("alice");
        am.set(Fault.reply(500, token.value()));
        assertThat(logout.end(Set.of(token), false, this::local).toString()).doesNotContain(token.value());
    }

    @Test
    void sessionExpiredOnlyByTheLocalClockIsEnded() {
        SsoToken token = new SsoToken(am.signIn(am.session("alice", "/").ending(START, START)));
        am.set(Fault.DROP.onlyFor("_action=logout"));
        logout.end(Set.of(token), false, this::local);
        assertThat(tombstones.has(token)).isTrue();
    }

    private void local() {
        done.add("local");
    }

    private SsoToken known(String user) {
        SsoToken token = new SsoToken(am.signIn(user));
        guard.sessions().validate(token, true);
        return token;
    }

    private static LogoutReport report(Outcome outcome, Result local, Result atAm) {
        return new LogoutReport(outcome, List.of(new Step("local", local, ""), new Step("am-session", atAm, "")));
    }
}
