package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.ApplicationTokenStore;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the application's own sessions last, and what ends them. */
class AppSessionsTest {
    private static final String REFRESH = "grant_type=refresh_token";

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
    void forgedSessionCookieHasNoUserAndLeavesNoTrace() {
        AppSession madeUp = AppSession.make();
        assertThat(app.sessions.validate(madeUp, true)).isEqualTo(Authentication.refused());
        assertThat(app.sessions.end(madeUp)).isEmpty();
        assertThat(app.guard.tombstones().size()).isZero();
    }

    @Test
    void unusedItLastsForItsIdleTime() {
        AppSession session = signIn();
        time.pass(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(app.isGood(session)).isTrue();
        time.pass(Duration.ofMinutes(30));
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void usedItLastsForItsLifetime() {
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
    void whatIsNoUseKeepsItNotAlive() {
        AppSession session = signIn();
        time.pass(Duration.ofMinutes(29));
        assertThat(app.sessions.validate(session, false)).isInstanceOf(Authentication.Authenticated.class);
        time.pass(Duration.ofMinutes(1));
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void whenItIsOverItsTokensEndAtAm() {
        AppSession session = signIn();
        String access = token(session).accessToken();
        time.pass(Duration.ofMinutes(30));
        assertThat(app.isGood(session)).isFalse();
        Await.until("the tokens end", () -> !am.isActive(access));
    }

    @Test
    void aRequestInTheThresholdHasItsTokensRenewed() {
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
    void aRefreshTokenThatAmRefusesEndsTheSession() {
        AppSession session = signIn();
        am.set(Fault.reply(400, "{\"error\":\"invalid_grant\"}").onlyWith(REFRESH));
        assertThatThrownBy(() -> app.keeper().token(session, Renewal.FORCE)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isFalse();
    }

    @Test
    void aRenewalThatAmLeavesUnansweredEndsNothingAndIsTriedAgain() {
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
    void withoutRefreshTokenItLastsAsLongAsItsAccessToken() {
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
    void withoutRefreshTokenOneThatAmRefusesToCheckIsNotHandedOutAndTheSessionStays() {
        am.oauth().register(FakeClient.named("web-app").with(FakeClient.Trait.UNTOLD_OF_EXPIRY));
        AppSession session = signInWithoutRefreshToken();
        Token token = token(session);
        assertThat(token.expiresAt()).isEmpty();
        am.set(Fault.reply(401, "{\"error\":\"invalid_client\"}").onlyFor("/introspect"));
        time.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> token(session)).isInstanceOf(ApiError.class);
        assertThat(app.isGood(session)).isTrue();
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
    void revokedTokensLeaveTheSession() {
        AppSession session = signIn();
        String access = token(session).accessToken();
        app.keeper().revoke(session);
        assertThat(am.isActive(access)).isFalse();
        assertThat(app.isGood(session)).isTrue();
        assertThatThrownBy(() -> token(session)).isInstanceOf(AuthenticationRequired.class);
        assertThat(app.isGood(session)).isTrue();
    }

    @Test
    void endedSessionStaysEnded() {
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
    void anotherNodeKnowsItAndHearsOfItsEnd() {
        TokenStore store = new ApplicationTokenStore(time::nanoTime);
        try (TestApp one = TestApp.sharing(store, am, time);
                TestApp other = TestApp.sharing(store, am, time)) {
            AppSession session = one.signIn(am, "alice").session();
            assertThat(other.sessions.validate(session, true))
                    .isEqualTo(one.sessions.validate(session, true))
                    .isInstanceOf(Authentication.Authenticated.class);
            one.sessions.end(session);
            assertThat(other.isGood(session)).isFalse();
        }
    }

    @Test
    void useOnOneNodeIsUseOnAll() {
        TokenStore store = new ApplicationTokenStore(time::nanoTime);
        try (TestApp one = TestApp.sharing(store, am, time);
                TestApp other = TestApp.sharing(store, am, time)) {
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
    void aStoreThatFailsIsSilenceAndNotNo() {
        TokenStore store = new Disturbed(new ApplicationTokenStore(time::nanoTime), () -> {
            throw new IllegalStateException("split brain");
        });
        try (TestApp failing = TestApp.sharing(store, am, time)) {
            assertThat(failing.sessions.validate(AppSession.make(), true))
                    .isInstanceOf(Authentication.Unavailable.class);
        }
    }

    @Test
    void sessionThatTheStoreDidNotRemoveIsRefusedHereAndEndedByTheNextAttempt() {
        AtomicBoolean fails = new AtomicBoolean();
        TokenStore shared = new ApplicationTokenStore(time::nanoTime);
        TokenStore failing = new Disturbed(shared, () -> {}, () -> {
            if (fails.get()) {
                throw new IllegalStateException("split brain");
            }
        });
        try (TestApp one = TestApp.sharing(failing, am, time);
                TestApp other = TestApp.sharing(shared, am, time)) {
            AppSession session = one.signIn(am, "alice").session();
            fails.set(true);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> one.sessions.end(session)).hasMessage("split brain");
                assertThat(one.isGood(session)).isFalse();
            }
            fails.set(false);
            assertThat(other.isGood(session)).isTrue();
            assertThat(one.sessions.end(session).flatMap(EndedAppSession::tokens))
                    .isPresent();
            assertThat(one.isGood(session)).isFalse();
            assertThat(other.isGood(session)).isFalse();
            assertThat(one.sessions.end(session)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLogoutWhileItsTokensAreRenewedLeavesNoneHereOrAtAm(boolean isIssuedBefore) {
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
    void whileTheStoreHangsFewOfManyMadeUpOnesWaitForItAndWhoIsRememberedDoesNot(boolean isSame) {
        AtomicBoolean hangs = new AtomicBoolean();
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        TokenStore store = new Disturbed(new ApplicationTokenStore(time::nanoTime), () -> {
            if (hangs.get()) {
                looks.incrementAndGet();
                awaitOpen(gate);
            }
        });
        try (TestApp hanging = TestApp.sharing(store, am, time, "journey.am.max-calls", "4")) {
            AppSession remembered = hanging.signIn(am, "alice").session();
            assertThat(hanging.isGood(remembered)).isTrue();
            hangs.set(true);
            AppSession same = AppSession.make();
            try (ParallelCalls<Authentication<?>> strangers =
                    ParallelCalls.start(200, i -> hanging.sessions.validate(isSame ? same : AppSession.make(), true))) {
                Await.until("most are back", () -> strangers.finished() >= 200 - 16);
                assertThat(looks).hasValue(isSame ? 1 : 4);
                assertThat(hanging.isGood(remembered)).isTrue();
                gate.countDown();
                assertThat(strangers.results())
                        .filteredOn(Authentication.Unavailable.class::isInstance)
                        .hasSizeGreaterThanOrEqualTo(184);
                assertThat(strangers.results()).noneMatch(Authentication.Authenticated.class::isInstance);
            }
        }
    }

    @Test
    void aLogoutThatCanNotLookASessionUpSaysSo() {
        CountDownLatch gate = new CountDownLatch(1);
        TokenStore store = new Disturbed(new ApplicationTokenStore(time::nanoTime), () -> awaitOpen(gate));
        try (TestApp hanging = TestApp.sharing(store, am, time, "journey.am.max-calls", "1");
                ParallelCalls<Authentication<?>> strangers =
                        ParallelCalls.start(4, i -> hanging.sessions.validate(AppSession.make(), true))) {
            Await.until("all places are taken, and those of who waits", () -> strangers.waiting() == 3);
            assertThatThrownBy(() -> hanging.sessions.end(AppSession.make())).isInstanceOf(Unavailable.class);
            gate.countDown();
        }
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store to which something happens whenever it is read, or an entry is removed. */
    private record Disturbed(TokenStore inner, Runnable disturbance, Runnable onRemoval) implements TokenStore {
        Disturbed(TokenStore inner, Runnable disturbance) {
            this(inner, disturbance, () -> {});
        }

        @Override
        public Optional<TokenSet> get(String key) {
            disturbance.run();
            return inner.get(key);
        }

        @Override
        public boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts) {
            return inner.replace(key, present, next, lasts);
        }

        @Override
        public Optional<TokenSet> remove(String key) {
            onRemoval.run();
            return inner.remove(key);
        }

        @Override
        public boolean lease(String key, String owner, Duration lasts) {
            return inner.lease(key, owner, lasts);
        }

        @Override
        public void release(String key, String owner) {
            inner.release(key, owner);
        }

        @Override
        public void whenRemoved(Consumer<String> listener) {
            inner.whenRemoved(listener);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
