package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AM is down when a user signs out on one node, the node dies, AM is back: another node ends it all. */
class LogoutTakeoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int TAKEN_OVER_WITHIN_SECONDS = 32;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final FakeAm receiver = new FakeAm(FakeAm.Kind.OPENAM);
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final TestNode nodeA = new TestNode(engine);
    private final TestGuard guardA = guard(nodeA);
    private final TestGuard guardB = guard(new TestNode(engine));
    private final TestLogout a = logout(guardA);
    private final TestLogout b = logout(guardB);
    private final SsoToken session = new SsoToken(am.signIn("alice"));
    private final String elsewhere = am.signIn("alice");
    private final Token token;

    LogoutTakeoverTest() {
        receiver.set(Fault.reply(204, ""));
        am.directory().addAdministrator("root", "s3cret");
        assertThat(guardA.sessions().validate(session, true)).isInstanceOf(Authentication.Authenticated.class);
        token = guardA.tokens().keeper().token(session, Renewal.IF_DUE);
    }

    private TestGuard guard(TestNode node) {
        return TestGuard.on(
                node,
                time,
                TestSettings.read(Map.of(
                        "journey.am.url", am.url().toString(),
                        "journey.am.cookie-name", FakeAm.COOKIE,
                        "journey.am.timeout", "PT1M",
                        "journey.oauth.client-id", "web-app",
                        "journey.oauth.client-secret", "s3cret")));
    }

    private TestLogout logout(TestGuard guard) {
        UserSessions withAgent = new UserSessions(
                guard.client().directory(guard.client().agent("root", "s3cret")), guard.cookieName(), guard.sessions());
        return new TestLogout(guard, time, LIMIT, List.of(), List.of(URI.create(receiver.url() + "/told")), withAgent);
    }

    @AfterEach
    void end() {
        a.close();
        b.close();
        guardA.close();
        guardB.close();
        am.close();
        receiver.close();
    }

    private LogoutReport logOutOnNodeAWhileAmIsDownThenKillIt(boolean isEverywhere) {
        am.stop();
        receiver.stop();
        LogoutReport report = a.sso().end(Set.of(session), isEverywhere, () -> {});
        nodeA.connection().cutOff();
        am.start();
        receiver.start();
        am.forgetCalls();
        return report;
    }

    private void passOnB(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.pass(Duration.ofSeconds(1));
            b.look();
            while (b.waiting() > 0) {
                b.retry(time);
            }
        }
    }

    @Test
    void otherNodeEndsAmsSessionAndTokensOnce() {
        LogoutReport report = logOutOnNodeAWhileAmIsDownThenKillIt(false);
        assertThat(report.steps())
                .extracting(LogoutReport.Step::name, LogoutReport.Step::result)
                .contains(tuple("tokens", Result.WILL_RETRY), tuple("am-session", Result.WILL_RETRY));

        passOnB(TAKEN_OVER_WITHIN_SECONDS);
        assertThat(am.has(session.value())).isFalse();
        assertThat(am.isActive(token.accessToken())).isFalse();
        assertThat(am.isActive(token.refreshToken().orElseThrow())).isFalse();
        assertThat(am.has(elsewhere)).isTrue();
        assertThat(am.calls("/token/revoke")).hasSize(1);
        assertThat(am.calls("_action=logout")).hasSize(1);
        assertThat(receiver.calls()).hasSize(1);

        passOnB(600);
        assertThat(am.calls("/token/revoke")).hasSize(1);
        assertThat(am.calls("_action=logout")).hasSize(1);
        assertThat(receiver.calls()).hasSize(1);
    }

    /** AM lists the sessions, now or at a retry, but does not end them before the node dies and the user signs in again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void otherNodeEndsNoSessionThatBeganAfterTheLogout(boolean isListedLate) {
        Fault isListed = Fault.DROP.onlyFor("logoutByHandle");
        am.set(isListedLate ? Fault.DROP.onlyFor("_queryFilter") : isListed);
        assertThat(a.sso().end(Set.of(session), true, () -> {}).steps())
                .extracting(LogoutReport.Step::name, LogoutReport.Step::result)
                .contains(tuple("all-sessions", Result.WILL_RETRY));
        if (isListedLate) {
            am.set(isListed);
            a.retry(time);
        }
        nodeA.connection().cutOff();
        am.set(Fault.NONE);
        String later = am.signIn("alice");

        passOnB(TAKEN_OVER_WITHIN_SECONDS);
        assertThat(am.has(session.value())).isFalse();
        assertThat(am.has(elsewhere)).isFalse();
        assertThat(am.has(later)).isTrue();
    }

    @Test
    void otherNodeEndsAllSessionsOfTheUserByTheAgent() {
        logOutOnNodeAWhileAmIsDownThenKillIt(true);
        passOnB(TAKEN_OVER_WITHIN_SECONDS);
        assertThat(am.has(session.value())).isFalse();
        assertThat(am.has(elsewhere)).isFalse();
        assertThat(am.isActive(token.accessToken())).isFalse();
    }
}
