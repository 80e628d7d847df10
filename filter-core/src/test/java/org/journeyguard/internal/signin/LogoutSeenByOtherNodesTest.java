package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.journeyguard.Claims;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and tokens that end on one node are refused by others, even if AM and the store still accept them. */
class LogoutSeenByOtherNodesTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final TestNode nodeA = new TestNode(engine);
    private final TestNode nodeB = new TestNode(engine);

    LogoutSeenByOtherNodesTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestGuard guard(TestNode node) {
        return TestGuard.on(
                node,
                time,
                TestSettings.read(Map.of(
                        "journey.am.url",
                        am.url().toString(),
                        "journey.am.cookie-name",
                        FakeAm.COOKIE,
                        "journey.oauth.client-id",
                        "web-app",
                        "journey.oauth.client-secret",
                        "s3cret")));
    }

    private TestApp app(TestNode node) {
        return TestApp.on(node, am, time, "journey.am.timeout", "PT30S");
    }

    private static void soon(String what, BooleanSupplier condition) {
        Await.until(what, condition);
    }

    private static boolean accepts(TestGuard guard, SsoToken token) {
        return guard.sessions().validate(token, true).isAuthenticated();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endedSsoSessionIsRefused(boolean isAmUp) {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB);
                TestLogout logout = TestLogout.of(a, time)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            SsoToken other = new SsoToken(am.signIn("alice"));
            assertThat(List.of(accepts(a, session), accepts(b, session), accepts(b, other)))
                    .containsOnly(true);
            if (!isAmUp) {
                am.stop();
            }
            logout.sso().end(Set.of(session), false, () -> {});
            soon("b refuses", () -> b.sessions().validate(session, true).isRefused());
            assertThat(b.sessions().known(session.digest())).isNull();
            assertThat(accepts(b, other)).isTrue();
        }
    }

    @Test
    void endedSsoSessionIsRefusedEvenIfAmAcceptsIt() {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThat(accepts(b, session)).isTrue();
            a.tombstones().set(session, Duration.ofHours(1));
            soon("b refuses", () -> b.sessions().validateAnew(session).isRefused());
            assertThat(am.has(session.value())).isTrue();
            assertThat(b.tombstones().isUnconfirmed(session)).isTrue();
        }
    }

    @Test
    void endedSessionIsRefusedByANodeThatStartsLater() {
        SsoToken session = new SsoToken(am.signIn("alice"));
        try (TestGuard a = guard(nodeA)) {
            a.tombstones().set(session, Duration.ofHours(1));
        }
        try (TestGuard b = guard(nodeB)) {
            soon("b has read", () -> b.tombstones().isComplete());
            assertThat(accepts(b, session)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endedAccessTokenIsRefused(boolean isAmUp) {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            BearerTokens atA = a.tokens().bearers().orElseThrow();
            BearerTokens atB = b.tokens().bearers().orElseThrow();
            BearerToken token = TestBearers.token(
                    am.issue("alice", "/", "web-app", "openid").access());
            assertThat(atB.validate(token).isAuthenticated()).isTrue();
            assertThat(atA.validate(token).isAuthenticated()).isTrue();
            if (!isAmUp) {
                am.stop();
            }
            assertThat(atA.end(token)).isPresent();
            soon("b refuses", () -> atB.validate(token).isRefused());
        }
    }

    @Test
    void revocationEndsTokensOfAllNodesAndKeepsTheSession() {
        am.oauth().allowExchange();
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThat(accepts(a, session) && accepts(b, session)).isTrue();
            Token own = b.tokens().keeper().token(session, Renewal.IF_DUE);
            Token exchanged = b.tokens().exchange().get(session, () -> own, "orders");
            assertThat(am.isActive(exchanged.accessToken())).isTrue();
            a.tokens().keeper().revoke(session);
            soon("b has ended the token that only b knows", () -> !am.isActive(exchanged.accessToken()));
            assertThat(am.isActive(own.accessToken())).isFalse();
            assertThat(accepts(b, session)).isTrue();
            assertThat(b.tokens().keeper().token(session, Renewal.IF_DUE)).isNotEqualTo(own);
        }
    }

    @Test
    void logoutEndsTokensKnownOnlyToAnotherNode() {
        am.oauth().allowExchange();
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB);
                TestLogout logout = TestLogout.of(a, time)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThat(accepts(a, session) && accepts(b, session)).isTrue();
            Token own = b.tokens().keeper().token(session, Renewal.IF_DUE);
            Token exchanged = b.tokens().exchange().get(session, () -> own, "orders");
            logout.sso().end(Set.of(session), false, () -> {});
            soon("b has ended the token", () -> !am.isActive(exchanged.accessToken()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endedAppSessionIsRefused(boolean isAmUp) {
        try (TestApp a = app(nodeA);
                TestApp b = app(nodeB)) {
            soon("b has read", () -> b.guard.tombstones().isComplete());
            AppSession session = a.signIn(am, "alice").session();
            AppSession other = a.signIn(am, "alice").session();
            assertThat(b.isGood(session) && b.isGood(other)).isTrue();
            if (!isAmUp) {
                am.stop();
            }
            assertThat(a.sessions.signOut(session)).isPresent();
            soon("b refuses", () -> !b.isGood(session));
            soon("b has forgotten", () -> b.sessions.identity(session.digest()) == null);
            assertThat(b.isGood(other)).isTrue();
        }
    }

    @Test
    void endedAppSessionIsRefusedEvenIfTheStoreHasIt() {
        try (TestApp a = app(nodeA);
                TestApp b = app(nodeB)) {
            soon("b has read", () -> b.guard.tombstones().isComplete());
            AppSession session = a.signIn(am, "alice").session();
            assertThat(b.isGood(session)).isTrue();
            a.guard.tombstones().setUnconfirmed(session.digest(), Duration.ofHours(1));
            soon("b refuses", () -> !b.isGood(session));
            assertThat(b.guard.stores().appSessions().get(session.digest())).isPresent();
        }
    }

    @Test
    void appSessionsAreUnavailableUntilTheLogIsRead() {
        try (TestApp a = app(nodeA)) {
            AppSession session = a.signIn(am, "alice").session();
            AppSession ended = a.signIn(am, "alice").session();
            a.guard.tombstones().setUnconfirmed(ended.digest(), Duration.ofHours(1));
            soon("a has told", () -> nodeA.connection().count() > 3);
            try (TestApp b = app(nodeB.unreachable())) {
                for (AppSession each : List.of(session, ended)) {
                    assertThat(b.sessions.validate(each, true)).isInstanceOf(Authentication.Unavailable.class);
                }
                nodeB.connection().heal();
                time.pass(CircuitBreaker.MAX_PAUSE);
                soon("b has read", () -> b.guard.tombstones().isComplete());
                assertThat(b.isGood(session)).isTrue();
                assertThat(b.isGood(ended)).isFalse();
            }
        }
    }

    @Test
    void logoutBySidOrUserIsKnownToOtherNodes() {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            Claims bySid = claims("sid-1", "alice");
            Claims byUser = claims("sid-2", "böb");
            Claims other = claims("sid-3", "carol");
            a.logouts().addByAm(Optional.of("sid-1"), Optional.of("alice"), time.instant());
            a.logouts().addByAm(Optional.empty(), Optional.of("(usr!böb)"), time.instant());
            soon("b knows the session", () -> b.logouts().hasEnded(bySid));
            soon("b knows the user", () -> b.logouts().hasEnded(byUser));
            assertThat(b.logouts().hasEnded(other)).isFalse();
            assertThat(b.logouts().hasEnded(claims("sid-4", "alice"))).isFalse();
            time.pass(Duration.ofSeconds(2));
            assertThat(b.logouts().hasEnded(claims("sid-5", "böb"))).isFalse();
        }
    }

    @Test
    void logoutMakesRunningSignInsOutdated() {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            Claims idToken = claims("sid-1", "alice");
            Claims elsewhere = claims("sid-2", "alice");
            a.logouts().add(idToken, false, time.instant());
            soon("b knows", () -> b.logouts().isOutdated(idToken, time.instant()));
            assertThat(b.logouts().isOutdated(elsewhere, time.instant())).isFalse();
            a.logouts().add(idToken, true, time.instant());
            soon("b knows", () -> b.logouts().isOutdated(elsewhere, time.instant()));
            assertThat(b.logouts().isOutdated(elsewhere, time.instant().plusSeconds(1)))
                    .isFalse();
        }
    }

    private Claims claims(String sid, String subject) {
        return new Claims(
                Map.of("sid", sid, "sub", subject, "iat", time.instant().getEpochSecond()));
    }

    @Test
    void endOfAllSessionsOfAUserIsKnownToOtherNodes() {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            SsoToken session = new SsoToken(am.signIn("Alice"));
            SsoToken bobs = new SsoToken(am.signIn("bob"));
            assertThat(accepts(b, session) && accepts(b, bobs)).isTrue();
            am.end(session.value());
            assertThat(accepts(b, session)).isTrue();
            a.sessions().endedUser("/", "alice", Set.of(session.digest()));
            soon("b refuses", () -> b.sessions().validate(session, true).isRefused());
            am.stop();
            assertThat(accepts(b, bobs)).isTrue();
        }
    }

    @Test
    void notifiedEndOfAnUnknownSessionIsNotShared() {
        try (TestGuard a = guard(nodeA);
                TestGuard b = guard(nodeB)) {
            SsoToken unknown = new SsoToken(am.signIn("alice"));
            SsoToken known = new SsoToken(am.signIn("alice"));
            a.tombstones().setInTransit(unknown.digest());
            a.tombstones().set(known, Duration.ofHours(1));
            soon("b knows the other", () -> b.tombstones().has(known));
            assertThat(a.tombstones().has(unknown)).isTrue();
            assertThat(b.tombstones().has(unknown)).isFalse();
        }
    }
}
