package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.step.LogoutTask.EndAllSessions;
import org.journeyguard.internal.logout.step.StepResult;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeDirectory;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All sessions of a user end, or one of them by another, and those of others stay. */
class EverywhereTest {
    private static final SessionOwner ALICE = new SessionOwner("alice", "/", null);
    private static final EndAllSessions ALL_OF_ALICE = new EndAllSessions(null, ALICE);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final TestGuard guard = TestGuard.of(
            am,
            time,
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.am.timeout", "PT10S",
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret")));
    private final UserSessions withAgent = new UserSessions(
            guard.client().directory(guard.client().agent("root", "s3cret")), guard.cookieName(), guard.sessions());
    private final UserSessions withoutAgent =
            new UserSessions(guard.client().directory(null), guard.cookieName(), guard.sessions());
    private final SsoToken here = new SsoToken(am.signIn("alice"));
    private final SsoToken there = new SsoToken(am.signIn("alice"));
    private final SsoToken bobs = new SsoToken(am.signIn("bob"));

    EverywhereTest() {
        am.directory().addAdministrator("root", "s3cret");
        for (SsoToken each : List.of(here, there, bobs)) {
            assertThat(validate(each)).isInstanceOf(Authentication.Authenticated.class);
        }
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    private Authentication<SsoIdentity> validate(SsoToken token) {
        return guard.sessions().validate(token, true);
    }

    private LogoutReport everywhere(UserSessions sessions) {
        try (TestLogout application =
                new TestLogout(guard, time, Duration.ofSeconds(5), List.of(), List.of(), sessions)) {
            return application.sso().end(Set.of(here), true, () -> {});
        }
    }

    private static Step all(LogoutReport report) {
        return report.steps().stream()
                .filter(step -> step.name().equals("all-sessions"))
                .findFirst()
                .orElseThrow();
    }

    private void assertAliceIsOutAndBobIsNot() {
        assertThat(am.has(here.value())).isFalse();
        assertThat(am.has(there.value())).isFalse();
        assertThat(am.has(bobs.value())).isTrue();
        assertThat(validate(there)).as("at once").isEqualTo(Authentication.refused());
        am.forgetCalls();
        assertThat(validate(bobs)).isInstanceOf(Authentication.Authenticated.class);
        assertThat(am.calls()).as("bob is still remembered").isEmpty();
    }

    @Test
    void logoutByUserEndsAllSessionsIfAmSupportsIt() {
        Objects.requireNonNull(guard.tokens().keeper()).token(here, Renewal.IF_DUE);
        Token tokenThere = Objects.requireNonNull(guard.tokens().keeper()).token(there, Renewal.IF_DUE);

        LogoutReport report = everywhere(withoutAgent);

        Await.until("the tokens of the other session end", () -> !am.isActive(tokenThere.accessToken()));
        assertThat(all(report).result()).isEqualTo(Result.DONE);
        assertThat(report.outcome()).isEqualTo(Outcome.SUCCESS);
        assertAliceIsOutAndBobIsNot();
    }

    @Test
    void sessionEndsAfterLogoutByUser() {
        Objects.requireNonNull(guard.tokens().keeper()).token(here, Renewal.IF_DUE);
        CountDownLatch gate = new CountDownLatch(1);
        am.set(Fault.heldBy(gate).onlyFor("logoutByUser"));
        try (ParallelCalls<LogoutReport> leaving = ParallelCalls.start(1, number -> everywhere(withoutAgent))) {
            Await.until("the word is given", () -> !am.calls("logoutByUser").isEmpty());
            assertThat(am.calls("_action=logout")).hasSize(1);
            assertThat(am.calls("endSession")).isEmpty();
            gate.countDown();
            assertThat(leaving.results()).allMatch(report -> report.outcome() == Outcome.SUCCESS);
        }
    }

    @Test
    void agentEndsAllSessionsIfAmHasNoLogoutByUser() {
        am.setKind(FakeAm.Kind.OPENAM);

        assertThat(all(everywhere(withAgent)).result()).isEqualTo(Result.DONE);

        assertAliceIsOutAndBobIsNot();
    }

    @Test
    void agentEndsAllSessionsIfAmRefusesLogoutByUser() {
        am.directory().setEndsByUser(false);

        assertThat(all(everywhere(withAgent)).result()).isEqualTo(Result.DONE);

        assertAliceIsOutAndBobIsNot();
    }

    @Test
    void onlyThePresentSessionEndsWithoutAnAgent() {
        am.setKind(FakeAm.Kind.OPENAM);

        LogoutReport report = everywhere(withoutAgent);

        assertThat(all(report).result()).isEqualTo(Result.FAILED);
        assertThat(all(report).detail()).contains("journey.am.agent.name");
        assertThat(report.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(am.has(here.value())).isFalse();
        assertThat(am.has(there.value())).isTrue();
    }

    @Test
    void resultFalseIsAFailure() {
        am.directory().setEndsByUser(false);
        assertThat(all(everywhere(withoutAgent)).result()).isEqualTo(Result.FAILED);
    }

    @Test
    void unansweredAgentCallIsRetried() {
        am.setKind(FakeAm.Kind.OPENAM);
        am.set(Fault.reply(503, "{}").onlyFor("_queryFilter"));
        try (TestLogout application =
                new TestLogout(guard, time, Duration.ofSeconds(5), List.of(), List.of(), withAgent)) {
            LogoutReport report = application.sso().end(Set.of(here), true, () -> {});
            assertThat(all(report).result()).isEqualTo(Result.WILL_RETRY);
            assertThat(am.has(here.value())).isFalse();
            assertThat(am.has(there.value())).isTrue();

            am.set(Fault.NONE);
            time.pass(Duration.ofSeconds(10));
            application.retry(time);
            assertThat(am.has(there.value())).isFalse();
            assertThat(validate(there)).isEqualTo(Authentication.refused());
        }
    }

    /** The first list is answered; what follows is not, or only the second list is not. */
    static List<Fault> afterTheFirstList() {
        return Stream.of(
                        Fault.DROP,
                        Fault.DROP_AFTER_ANSWERING,
                        Fault.reply(503, "{}"),
                        Fault.reply(200, "{\"result\":{}}"))
                .flatMap(fault -> Stream.of(fault.onlyFor("logoutByHandle"), secondList(fault)))
                .toList();
    }

    private static Fault secondList(Fault fault) {
        AtomicBoolean isSecond = new AtomicBoolean();
        return (call, honest) -> {
            isSecond.compareAndSet(false, call.target().contains("logoutByHandle"));
            return isSecond.get() && call.target().contains("_queryFilter") ? fault.treat(call, honest) : honest.call();
        };
    }

    @ParameterizedTest
    @MethodSource("afterTheFirstList")
    void retriesEndWhatAmHasListedAndNoLaterSession(Fault fault) {
        am.setKind(FakeAm.Kind.OPENAM);
        am.set(fault);
        try (TestLogout application =
                new TestLogout(guard, time, Duration.ofSeconds(5), List.of(), List.of(), withAgent)) {
            LogoutReport report = application.sso().end(Set.of(here), true, () -> {});
            assertThat(all(report).result()).isEqualTo(Result.WILL_RETRY);
            List<SsoToken> later = new ArrayList<>();
            while (application.waiting() > 0) {
                later.add(new SsoToken(am.signIn("alice")));
                if (later.size() == 4) {
                    am.set(Fault.NONE);
                }
                application.retry(time);
            }
            assertThat(later)
                    .allMatch(each -> am.has(each.value()))
                    .allMatch(each -> validate(each).isAuthenticated());
        }
        assertThat(List.of(here, there)).noneMatch(each -> am.has(each.value()));
        assertThat(am.has(bobs.value())).isTrue();
    }

    @Test
    void sessionThatBeginsWhileAmEndsTheOthersKeepsItsTokens() {
        CountDownLatch gate = new CountDownLatch(1);
        am.set((call, honest) -> {
            var reply = honest.call();
            if (call.target().contains("logoutByUser")) {
                gate.await();
            }
            return reply;
        });
        try (ParallelCalls<LogoutReport> leaving = ParallelCalls.start(1, number -> everywhere(withoutAgent))) {
            Await.until("AM has ended the sessions", () -> !am.has(there.value()));
            SsoToken later = new SsoToken(am.signIn("alice"));
            assertThat(validate(later).isAuthenticated()).isTrue();
            String token = Objects.requireNonNull(guard.tokens().keeper())
                    .token(later, Renewal.IF_DUE)
                    .accessToken();
            gate.countDown();
            assertThat(leaving.results()).allMatch(report -> report.outcome() == Outcome.SUCCESS);
            assertThat(validate(later).isAuthenticated()).isTrue();
            assertThat(guard.tokens().keeper().token(later, Renewal.IF_DUE).accessToken())
                    .isEqualTo(token);
        }
    }

    @Test
    void listThatMayBeIncompleteIsReadAnewByRetries() {
        am.setKind(FakeAm.Kind.OPENAM);
        List<String> many = Stream.generate(() -> am.signIn("alice")).limit(20).toList();
        am.set(Fault.DROP.onlyFor("logoutByHandle"));
        try (TestLogout application =
                new TestLogout(guard, time, Duration.ofSeconds(5), List.of(), List.of(), withAgent)) {
            application.sso().end(Set.of(here), true, () -> {});
            am.set(Fault.NONE);
            String notListed = am.signIn("alice");
            application.retryAll(time);
            assertThat(many).noneMatch(am::has).doesNotContain(notListed);
            assertThat(am.has(notListed)).isFalse();
        }
    }

    @Test
    void unknownSessionIsEndedByTheAgent() {
        assertThat(withoutAgent.endAll(ALL_OF_ALICE, guard.client().deadline())).isEqualTo(AmLogoutSteps.UNAVAILABLE);
        assertThat(withAgent.endAll(ALL_OF_ALICE, guard.client().deadline())).isEqualTo(StepResult.DONE);
        assertAliceIsOutAndBobIsNot();
        assertThat(withAgent.endAll(ALL_OF_ALICE, guard.client().deadline())).isEqualTo(StepResult.NOT_NEEDED);
    }

    @Test
    void validationThatBeganBeforeTheEndIsNotCached() {
        guard.sessions().forget(there.digest());
        CountDownLatch gate = new CountDownLatch(1);
        am.set((call, answer) -> {
            var reply = answer.call();
            if (call.target().contains("getSessionInfo")) {
                gate.await();
            }
            return reply;
        });
        am.forgetCalls();
        try (ParallelCalls<Authentication<?>> late = ParallelCalls.start(1, number -> validate(there))) {
            Await.until(
                    "the question is at AM", () -> !am.calls("getSessionInfo").isEmpty());
            time.pass(Duration.ofMillis(1));
            assertThat(withAgent.endAll(ALL_OF_ALICE, guard.client().deadline()))
                    .isEqualTo(StepResult.DONE);
            gate.countDown();
            assertThat(late.results()).hasSize(1);
        }
        assertThat(validate(there)).isEqualTo(Authentication.refused());
    }

    @Test
    void sessionIsEndedFromAnotherSessionOfTheUser() {
        List<String> handles = withAgent.of(ALICE, guard.client().deadline()).stream()
                .map(SessionInfo::handle)
                .toList();
        assertThat(handles)
                .containsExactlyInAnyOrder(FakeDirectory.handle(here.value()), FakeDirectory.handle(there.value()));

        assertThat(withAgent.end(
                        ALICE,
                        FakeDirectory.handle(there.value()),
                        guard.client().deadline()))
                .isTrue();

        assertThat(validate(there)).isEqualTo(Authentication.refused());
        assertThat(validate(here)).isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void userCannotEndTheSessionOfAnotherUser() {
        for (String handle : List.of(FakeDirectory.handle(bobs.value()), "shandle:unknown", "")) {
            assertThat(withAgent.end(ALICE, handle, guard.client().deadline())).isFalse();
        }
        assertThat(am.calls("logoutByHandle")).isEmpty();
        assertThat(am.has(bobs.value())).isTrue();
    }

    @Test
    void sessionListWithoutAgentIsUnavailableAndNotEmpty() {
        assertThatThrownBy(() -> withoutAgent.of(ALICE, guard.client().deadline()))
                .isInstanceOfSatisfying(
                        NotConfigured.class, e -> assertThat(e.key()).isEqualTo("journey.am.agent.name"));
        am.set(Fault.reply(503, "{}"));
        assertThatThrownBy(() -> withAgent.of(ALICE, guard.client().deadline())).isInstanceOf(Unavailable.class);
    }
}
