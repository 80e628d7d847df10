package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.appsession.EndedAppSession;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the application's own sessions last, and what ends them. */
class AppSessionsTest {
    private static final String REFRESH = "grant_type=refresh_token";
    /** The longest that a node believes what it has read. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.OPENAM);
    private final TestApp app = new TestApp(am, time);

    AppSessionsTest() {
        am.setClock(time);
        am.oauth().register(FakeClient.named("web-app").living(Duration.ofHours(24), Duration.ofHours(48)));
    }

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    private AppSession signIn() {
        return app.signIn(am, "alice").session();
    }

    private Token token(AppSession session) {
        return app.keeper().token(session, Renewal.IF_DUE);
    }

    @Test
    void forgedSessionCookieHasNoUserAndUsesNoMemory() {
        AppSession madeUp = AppSession.make();
        assertThat(app.sessions.validate(madeUp, true)).isEqualTo(Authentication.refused());
        assertThat(app.sessions.end(madeUp)).isEmpty();
        assertThat(app.guard.tombstones().size()).isZero();
    }

    @Test
    void unusedSessionLastsForItsIdleTime() {
        AppSession session = signIn();
        time.pass(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(app.isGood(session)).isTrue();
        time.pass(Duration.ofMinutes(30));
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void usedSessionLastsForItsLifetime() {
        AppSession session = signIn();
        for (int i = 0; i < 31; i++) {
            time.pass(Duration.ofMinutes(15));
            assertThat(app.isGood(session)).isTrue();
            Await.until("noted", () -> app.sessions.isNoted(session));
        }
        time.pass(Duration.ofMinutes(15));
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void passiveRequestDoesNotProlongTheSession() {
        AppSession session = signIn();
        time.pass(Duration.ofMinutes(29));
        assertThat(app.sessions.validate(session, false)).isInstanceOf(Authentication.Authenticated.class);
        time.pass(Duration.ofMinutes(1));
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void expiredSessionRevokesItsTokens() {
        AppSession session = signIn();
        String access = token(session).accessToken();
        time.pass(Duration.ofMinutes(30));
        assertThat(app.isGood(session)).isFalse();
        Await.until("the tokens end", () -> !am.isActive(access));
    }

    @Test
    void requestWithinTheThresholdRenewsTheTokens() {
        am.oauth().register(FakeClient.named("web-app").living(Duration.ofMinutes(5), Duration.ofHours(1)));
        AppSession session = signIn();
        Token first = token(session);
        time.pass(Duration.ofMinutes(4).plusSeconds(31));
        assertThat(app.isGood(session)).isTrue();
        Await.until("renewed", () -> !token(session).equals(first));
        assertThat(am.callsWith(REFRESH)).hasSize(1);
        assertThat(app.isGood(session)).isTrue();
    }

    @Test
    void refusedRefreshTokenEndsTheSession() {
        AppSession session = signIn();
        am.set(Fault.reply(400, "{\"error\":\"invalid_grant\"}").onlyWith(REFRESH));
        assertThatThrownBy(() -> app.keeper().token(session, Renewal.FORCE)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void unansweredRenewalKeepsTheSessionAndIsRetried() {
        AppSession session = signIn();
        Token before = token(session);
        am.set(Fault.DROP.onlyWith(REFRESH));
        assertThatThrownBy(() -> app.keeper().token(session, Renewal.FORCE)).isInstanceOf(Unavailable.class);
        assertThat(app.isGood(session)).isTrue();
        assertThat(token(session)).isEqualTo(before);
        am.set(Fault.NONE);
        assertThat(app.keeper().token(session, Renewal.FORCE)).isNotEqualTo(before);
    }

    @Test
    void sessionWithoutRefreshTokenLastsAsLongAsItsAccessToken() {
        AppSession session = signInWithoutRefreshToken(Duration.ofMinutes(10));
        time.pass(Duration.ofMinutes(9).plusSeconds(45));
        Token due = token(session);
        assertThat(due.refreshToken()).isEmpty();
        assertThat(app.isGood(session)).isTrue();
        time.pass(Duration.ofSeconds(15));
        assertThatThrownBy(() -> token(session)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void refusedIntrospectionWithholdsTheTokenAndKeepsTheSession() {
        am.oauth().register(FakeClient.named("web-app").with(FakeClient.Trait.UNTOLD_OF_EXPIRY));
        AppSession session = signInWithoutRefreshToken();
        Token token = token(session);
        assertThat(token.expiresAt()).isEmpty();
        am.set(Fault.reply(401, "{\"error\":\"invalid_client\"}").onlyFor("/introspect"));
        time.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> token(session)).isInstanceOf(ApiError.class);
        assertThat(app.isGood(session)).isTrue();
        app.guard.finishBackground();
        am.set(Fault.NONE);
        assertThat(token(session).accessToken()).isEqualTo(token.accessToken());
    }

    private AppSession signInWithoutRefreshToken(Duration life) {
        am.oauth().register(FakeClient.named("web-app").living(life, life));
        return signInWithoutRefreshToken();
    }

    private AppSession signInWithoutRefreshToken() {
        am.set(((Fault) (call, honest) -> {
                    FakeReply reply = honest.call();
                    return FakeReply.json(
                            reply.status(), reply.body().replaceFirst("\"refresh_token\":\"[^\"]*\",", ""));
                })
                .onlyFor("/access_token"));
        return signIn();
    }

    @Test
    void revocationKeepsTheSession() {
        AppSession session = signIn();
        String access = token(session).accessToken();
        app.keeper().revoke(session);
        assertThat(am.isActive(access)).isFalse();
        assertThat(app.isGood(session)).isTrue();
        assertThatThrownBy(() -> token(session)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isTrue();
    }

    @Test
    void endedSessionIsRefused() {
        AppSession session = signIn();
        String access = token(session).accessToken();
        EndedAppSession ended = app.sessions.end(session).orElseThrow();
        assertThat(ended.identity().name()).isEqualTo("alice");
        assertThat(ended.idToken()).isPresent();
        assertThat(ended.tokens())
                .get()
                .extracting(set -> set.token().accessToken())
                .isEqualTo(access);
        assertThat(app.isGood(session)).isFalse();
        assertThatThrownBy(() -> token(session)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.sessions.end(session)).isEmpty();
        assertThat(app.guard.tombstones().has(session)).isTrue();
    }

    @Test
    void otherNodeAcceptsTheSessionAndRefusesItAfterItsEnd() {
        MemoryEngine engine = new MemoryEngine(time::nanoTime);
        try (TestApp one = TestApp.on(new TestNode(engine), am, time);
                TestApp other = TestApp.on(new TestNode(engine), am, time)) {
            AppSession session = one.signIn(am, "alice").session();
            assertThat(other.sessions.validate(session, true))
                    .isEqualTo(one.sessions.validate(session, true))
                    .isInstanceOf(Authentication.Authenticated.class);
            one.sessions.end(session);
            time.pass(BELIEVED);
            assertThat(other.isGood(session)).isFalse();
        }
    }

    @Test
    void useOnOneNodeProlongsTheSessionOnAll() {
        MemoryEngine engine = new MemoryEngine(time::nanoTime);
        try (TestApp one = TestApp.on(new TestNode(engine), am, time);
                TestApp other = TestApp.on(new TestNode(engine), am, time)) {
            AppSession session = one.signIn(am, "alice").session();
            assertThat(other.isGood(session)).isTrue();
            time.pass(Duration.ofMinutes(20));
            assertThat(one.isGood(session)).isTrue();
            Await.until("noted", () -> one.sessions.isNoted(session));
            time.pass(Duration.ofMinutes(20));
            assertThat(other.isGood(session)).isTrue();
        }
    }

    @Test
    void failingEngineIsAnOutage() {
        TestNode node = new TestNode(new MemoryEngine(time::nanoTime));
        try (TestApp app = TestApp.on(node, am, time)) {
            AppSession known = app.signIn(am, "alice").session();
            node.connection().cutOff();
            assertThat(app.sessions.validate(AppSession.make(), true)).isInstanceOf(Authentication.Unavailable.class);
            assertThat(app.isGood(known)).isTrue();
            time.pass(BELIEVED);
            assertThat(app.sessions.validate(known, true)).isInstanceOf(Authentication.Unavailable.class);
            node.connection().heal();
            assertThat(app.isGood(known)).isTrue();
        }
    }

    @Test
    void logoutDuringAnEngineOutageRefusesAtOnceAndRemovesLater() {
        MemoryEngine engine = new MemoryEngine(time::nanoTime);
        TestNode node = new TestNode(engine);
        try (TestApp one = TestApp.on(node, am, time);
                TestApp other = TestApp.on(new TestNode(engine), am, time)) {
            AppSession session = one.signIn(am, "alice").session();
            String refreshToken = token(one, session).refreshToken().orElseThrow();
            node.connection().cutOff();
            assertThat(one.sessions.end(session).flatMap(EndedAppSession::tokens))
                    .as("those that it had lately")
                    .isPresent();
            assertThat(one.isGood(session)).isFalse();
            assertThat(other.isGood(session)).isTrue();
            node.connection().heal();
            one.guard.tryAgain();
            time.pass(BELIEVED);
            assertThat(one.isGood(session)).isFalse();
            assertThat(other.isGood(session)).isFalse();
            assertThat(one.sessions.end(session)).isEmpty();
            Await.until("its tokens end at AM", () -> !am.isActive(refreshToken));
        }
    }

    private static Token token(TestApp app, AppSession session) {
        return app.keeper().token(session, Renewal.IF_DUE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logoutDuringARenewalLeavesNoTokens(boolean isIssuedBefore) {
        AppSession session = signIn();
        List<String> issued = new ArrayList<>();
        am.set((call, honest) -> {
            if (!call.body().contains(REFRESH)) {
                return honest.call();
            }
            if (!isIssuedBefore) {
                app.sessions.end(session);
            }
            FakeReply reply = honest.call();
            Matcher token = Pattern.compile("_token\":\"([^\"]+)").matcher(reply.body());
            while (token.find()) {
                issued.add(token.group(1));
            }
            app.sessions.end(session);
            return reply;
        });
        assertThatThrownBy(() -> app.keeper().token(session, Renewal.FORCE)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isFalse();
        assertThat(issued).hasSizeGreaterThanOrEqualTo(2);
        Await.until("the fresh tokens end", () -> issued.stream().noneMatch(am::isActive));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hangingStoreBlocksFewThreadsAndCachedSessionsAreServed(boolean isSame) {
        TestNode node = new TestNode(new MemoryEngine(time::nanoTime));
        try (TestApp hanging = TestApp.on(node, am, time, "journey.am.max-calls", "4")) {
            AppSession remembered = hanging.signIn(am, "alice").session();
            assertThat(hanging.isGood(remembered)).isTrue();
            node.connection().hang();
            node.connection().resetCounts();
            AppSession same = AppSession.make();
            try (ParallelCalls<Authentication<?>> strangers =
                    ParallelCalls.start(200, i -> hanging.sessions.validate(isSame ? same : AppSession.make(), true))) {
                Await.until("most are back", () -> strangers.finished() >= 200 - 16);
                assertThat(node.connection().countQuiet()).isEqualTo(isSame ? 1 : 4);
                assertThat(hanging.isGood(remembered)).isTrue();
                node.connection().heal();
                assertThat(strangers.results())
                        .filteredOn(Authentication.Unavailable.class::isInstance)
                        .hasSizeGreaterThanOrEqualTo(184);
                assertThat(strangers.results()).noneMatch(Authentication.Authenticated.class::isInstance);
            }
        }
    }

    @Test
    void logoutReportsAFailedLookUpOfTheSession() {
        TestNode node = new TestNode(new MemoryEngine(time::nanoTime));
        try (TestApp app = TestApp.on(node, am, time, "journey.am.max-calls", "1")) {
            Await.until("what has ended is read", app.guard.tombstones()::isComplete);
            node.connection().hang();
            node.connection().resetCounts();
            try (ParallelCalls<Authentication<?>> stranger =
                    ParallelCalls.start(1, i -> app.sessions.validate(AppSession.make(), true))) {
                Await.until("the only place is taken", () -> node.connection().countQuiet() == 1);
                assertThatThrownBy(() -> app.sessions.end(AppSession.make())).isInstanceOf(Unavailable.class);
                node.connection().heal();
                assertThat(stranger.results()).containsExactly(Authentication.refused());
            }
        }
    }
}
