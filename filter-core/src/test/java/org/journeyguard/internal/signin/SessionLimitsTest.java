package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.appsession.EndedAppSession;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many sessions somebody begins, nobody else loses one. */
class SessionLimitsTest {
    private static final String MAX = "journey.app-session.max-sessions";
    private static final String MAX_PER_USER = "journey.app-session.max-sessions-per-user";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);

    SessionLimitsTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestApp app(String... settings) {
        return new TestApp(am, time, settings);
    }

    private List<AppSession> signIn(TestApp app, String user, int times) {
        List<AppSession> sessions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            sessions.add(app.signIn(am, user).session());
        }
        return sessions;
    }

    private String token(TestApp app, AppSession session) {
        return app.keeper().token(session, Renewal.IF_DUE).accessToken();
    }

    @Test
    void repeatedSignInsEndNoSessionOfOtherUsers() {
        try (TestApp app = app("journey.oauth.cache-size", "40", "journey.session.cache-size", "40")) {
            List<AppSession> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                others.add(app.signIn(am, "user" + i).session());
            }
            signIn(app, "mallory", 80);
            assertThat(others).allMatch(app::isGood).allMatch(each -> am.isActive(token(app, each)));
        }
    }

    @Test
    void limitPerUserEndsTheOldestSessionWithItsTokens() {
        try (TestApp app = app(MAX_PER_USER, "3")) {
            List<EndedAppSession> told = new CopyOnWriteArrayList<>();
            app.sessions.whenPushedOut(told::add);
            AppSession bobs = app.signIn(am, "bob").session();
            List<AppSession> alices = signIn(app, "alice", 3);
            String first = token(app, alices.get(0));
            // use makes it no younger
            time.pass(Duration.ofMinutes(5));
            assertThat(alices).allMatch(app::isGood);
            AppSession fourth = app.signIn(am, "alice").session();
            assertThat(app.isGood(alices.get(0))).isFalse();
            assertThat(List.of(alices.get(1), alices.get(2), fourth, bobs)).allMatch(app::isGood);
            assertThat(told).singleElement().satisfies(ended -> {
                assertThat(ended.identity().name()).isEqualTo("alice");
                assertThat(ended.tokens().orElseThrow().token().accessToken()).isEqualTo(first);
            });
        }
    }

    @Test
    void displacedSessionIsRevokedWithoutListeners() {
        try (TestApp app = app(MAX_PER_USER, "1")) {
            String first = token(app, app.signIn(am, "alice").session());
            app.signIn(am, "alice");
            Await.until("it ends at AM", () -> !am.isActive(first));
        }
    }

    @Test
    void fullRegistryRefusesNewSessionsAndKeepsExistingOnes() {
        try (TestApp app = app(MAX, "3")) {
            List<AppSession> all = new ArrayList<>();
            TestBrowser late = new TestBrowser(am).signedInAtAmAs("late");
            String answer = late.answer(late.leave(app, "/account"));
            for (int i = 0; i < 3; i++) {
                all.add(app.signIn(am, "user" + i).session());
            }
            am.forgetCalls();
            SignInOutcome finished = late.comeBack(app, answer);
            assertThat(CodeFlowSignInTest.reasonOf(finished)).isEqualTo(Reason.SESSIONS_FULL);
            assertThat(Reason.SESSIONS_FULL.status()).isEqualTo(503);
            assertThat(((SignInOutcome.Failed) finished).retryAfter()).isPositive();
            assertThat(am.calls("/token/revoke")).hasSize(1);
            assertThat(all).allMatch(app::isGood);
            assertThat(app.sessions.size()).isEqualTo(3);

            // nobody is sent to AM for nothing
            assertThat(app.signIns.begin(new SignInWish("/", List.of(), false, 0), List.of(), null))
                    .isInstanceOfSatisfying(
                            SignInStart.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.SESSIONS_FULL));
        }
    }

    @Test
    void fullRegistryReplacesASessionOfTheSameUser() {
        try (TestApp app = app(MAX, "3")) {
            AppSession first = app.signIn(am, "alice").session();
            AppSession bobs = app.signIn(am, "bob").session();
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");
            String answer = browser.answer(browser.leave(app, "/"));
            AppSession carols = app.signIn(am, "carol").session();
            assertThat(browser.comeBack(app, answer)).isInstanceOf(SignInOutcome.SignedIn.class);
            assertThat(app.isGood(first)).isFalse();
            assertThat(List.of(bobs, carols)).allMatch(app::isGood);
            assertThat(app.sessions.size()).isEqualTo(3);
        }
    }

    @Test
    void endedSessionFreesItsPlace() {
        try (TestApp app = app(MAX, "2", "journey.app-session.idle-time", "PT10M");
                TestLogout logout = TestLogout.of(app.guard, time)) {
            AppSession first = app.signIn(am, "alice").session();
            app.signIn(am, "bob");
            logout.of(app.sessions).end(Set.of(first), false, () -> {});
            AppSession third = app.signIn(am, "carol").session();
            app.sessions.over(third);
            String unused = token(app, app.signIn(am, "dave").session());
            time.pass(Duration.ofMinutes(11));
            app.signIn(am, "erin");
            app.signIn(am, "frank");
            assertThat(app.sessions.size()).isEqualTo(2);
            Await.until("what went unused has no tokens at AM", () -> !am.isActive(unused));
        }
    }

    @Test
    void concurrentSignInsStayWithinTheLimit() {
        try (TestApp app = app(MAX, "10")) {
            List<TestBrowser> browsers = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                TestBrowser browser = new TestBrowser(am).signedInAtAmAs("user" + i);
                answers.add(browser.answer(browser.leave(app, "/")));
                browsers.add(browser);
            }
            try (ParallelCalls<SignInOutcome> crowd =
                    ParallelCalls.start(25, i -> browsers.get(i).comeBack(app, answers.get(i)))) {
                assertThat(crowd.results())
                        .filteredOn(finished -> finished instanceof SignInOutcome.SignedIn)
                        .hasSize(10);
            }
            assertThat(app.sessions.size()).isEqualTo(10);
        }
    }

    @Test
    void logoutEverywhereFindsEachSession() {
        try (TestApp app = app("journey.oauth.cache-size", "4", "journey.session.cache-size", "4");
                TestLogout logout = TestLogout.of(app.guard, time)) {
            List<AppSession> alices = signIn(app, "alice", 12);
            logout.of(app.sessions).end(Set.of(alices.get(11)), true, () -> {});
            assertThat(alices).noneMatch(app::isGood);
        }
    }
}
