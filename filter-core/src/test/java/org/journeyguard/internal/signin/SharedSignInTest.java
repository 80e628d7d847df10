package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.signin.CodeFlowSignInTest.reasonOf;

import java.time.Duration;
import java.util.List;
import org.journeyguard.Renewal;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-ins on several nodes, and what they cost the engine. */
class SharedSignInTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration IN_TIME = Duration.ofSeconds(10);
    private static final String NEW_SECRET = "fedcba9876543210fedcba9876543210";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.OPENAM);
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final TestNode firstNode = new TestNode(engine);
    private final TestApp one = TestApp.on(firstNode, am, time);
    private final TestApp other = TestApp.on(new TestNode(engine), am, time);
    private final TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");

    SharedSignInTest() {
        am.setClock(time);
        // a slow machine may need more than one attempt for the first sign-in
        one.signIn(am, "bob");
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        am.close();
    }

    private MemoryNode connection() {
        return firstNode.connection();
    }

    @Test
    void signInStartedOnOneNodeFinishesOnAnother() {
        String answer = browser.answer(browser.leave(one, "/account"));
        SignInOutcome finished = browser.comeBack(other, answer);
        assertThat(finished).isInstanceOf(SignInOutcome.SignedIn.class);
        AppSession session = ((SignInOutcome.SignedIn) finished).session();
        assertThat(one.isGood(session)).isTrue();
        assertThat(other.isGood(session)).isTrue();
    }

    @Test
    void signInFinishesAfterARotationOfTheSecret() {
        String answer = browser.answer(browser.leave(one, "/account"));
        TestNode rotated = new TestNode(engine, IN_TIME, List.of(NEW_SECRET, TestNode.SECRET));
        try (TestApp restarted = TestApp.on(rotated, am, time)) {
            assertThat(browser.comeBack(restarted, answer)).isInstanceOf(SignInOutcome.SignedIn.class);
        }
    }

    @Test
    void tokensObtainedByAnotherNodeAreRenewedWhenDue() {
        AppSession session = one.signIn(am, "alice").session();
        assertThat(other.isGood(session)).isTrue();
        other.guard.finishBackground();
        am.forgetCalls();
        for (int i = 0; i < 4; i++) {
            time.pass(HOUR.dividedBy(4).minusSeconds(3));
            assertThat(other.isGood(session)).isTrue();
            other.guard.finishBackground();
        }
        Await.until(
                "the tokens are renewed",
                () -> am.calls().stream().anyMatch(call -> call.body().contains("grant_type=refresh_token")));
    }

    @Test
    void responseIsUsedOnceAcrossAllNodes() {
        String answer = browser.answer(browser.leave(one, "/account"));
        List<SignInCookie> cookies = List.copyOf(browser.cookies);
        assertThat(browser.comeBack(one, answer)).isInstanceOf(SignInOutcome.SignedIn.class);
        am.forgetCalls();
        assertThat(reasonOf(other.signIns.finish(answer, cookies, null))).isEqualTo(Reason.SIGN_IN_REPLAYED);
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void signInDuringAnEngineOutageIsUnavailable() {
        String answer = browser.answer(browser.leave(one, "/account"));
        connection().cutOff();
        am.forgetCalls();
        SignInOutcome failed = browser.comeBack(one, answer);
        assertThat(reasonOf(failed)).isEqualTo(Reason.SIGN_IN_UNAVAILABLE);
        assertThat(am.calls()).as("the code is not used up").isEmpty();
    }

    @Test
    void engineIsCalledForChangesOnlyAndNotForCacheHits() {
        one.guard.finishBackground();
        connection().resetCounts();
        AppSession session = one.signIn(am, "alice").session();
        int signIn = operations();
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.isGood(session)).isTrue();
        }
        int hits = operations();
        one.keeper().token(session, Renewal.FORCE);
        int renewal = operations();
        assertThat(one.sessions.signOut(session)).isPresent();
        int signOut = operations();
        assertThat(signIn)
                .as("state, session and tokens; the user's list, read, written, read again")
                .isEqualTo(6);
        assertThat(hits).isZero();
        assertThat(renewal)
                .as("lease; tokens read, read, read and replaced; lease read and removed")
                .isEqualTo(7);
        assertThat(signOut)
                .as("session, tokens and the user's list, each read and written")
                .isEqualTo(6);
    }

    /** Returns how often the engine was asked since the last time. */
    private int operations() {
        one.guard.finishBackground();
        int count = connection().countQuiet();
        connection().resetCounts();
        return count;
    }
}
