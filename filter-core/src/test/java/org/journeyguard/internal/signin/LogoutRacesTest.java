package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.RemoteLogout;
import org.journeyguard.internal.logout.TestLogout;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A session ends while something of it is under way, at each moment in turn. After the end was acknowledged nobody is in, and no token
 * that AM has issued stays active.
 */
class LogoutRacesTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** By the real clock, which has nothing to do with what is tested. */
    private static final String PATIENCE = "PT30S";

    private static final String PATH = "journey.logout.backchannel-path";

    private static final int FEWEST = 6;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final CallMoments moments = new CallMoments();
    private final List<AutoCloseable> open = new ArrayList<>();

    LogoutRacesTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        am.close();
    }

    /** How a session ends. */
    enum End {
        /** AM says that it has ended. */
        LOGOUT_TOKEN_WITH_SID,
        /** AM says that all of the user's have ended. */
        LOGOUT_TOKEN_WITHOUT_SID,
        /** The user signs out. */
        LOGOUT,
        /** The user signs out everywhere. */
        EVERYWHERE,
        /** AM's notification. */
        NOTIFICATION,
        /** AM refuses the session. */
        REFUSAL,
        /** The application revokes its tokens, and nothing else. */
        REVOCATION
    }

    private final class App {
        final TestGuard guard;
        final TokenKeeper keeper;
        final TestLogout logout;
        final RemoteLogout elsewhere;
        final BackChannel backChannel;
        private final @Nullable TestApp byCode;

        App(String login) {
            SessionStores stores = moments.over(SessionStores.inMemory(Long.MAX_VALUE, time::nanoTime));
            boolean isByCode = login.equals("oidc");
            byCode = isByCode
                    ? TestApp.with(stores, am, time, "journey.am.timeout", PATIENCE, PATH, "/back-channel")
                    : null;
            guard = byCode != null
                    ? byCode.guard
                    : TestGuard.with(
                            time,
                            TestSettings.read(Map.of(
                                    "journey.am.url",
                                    am.url().toString(),
                                    "journey.am.cookie-name",
                                    FakeAm.COOKIE,
                                    "journey.am.timeout",
                                    PATIENCE,
                                    "journey.oauth.client-id",
                                    "web-app",
                                    PATH,
                                    "/back-channel",
                                    "journey.oauth.client-secret",
                                    "s3cret")),
                            stores);
            keeper = Objects.requireNonNull(guard.tokens().keeper());
            logout = TestLogout.of(guard, time);
            BackgroundTasks background = new BackgroundTasks();
            elsewhere = logout.remote(isByCode ? Optional.of(guard.login().sessions()) : Optional.empty(), background);
            backChannel = new BackChannel(
                    guard.tokens().client().orElseThrow().logoutTokens(),
                    guard.index(),
                    guard.logouts(),
                    elsewhere,
                    FirstUse.of(
                            Optional.empty(),
                            EntryNames.Kind.LOGOUT_TOKEN,
                            BackChannel.REMEMBERED,
                            Long.MAX_VALUE,
                            time::nanoTime),
                    guard.stores().lateEnds(),
                    time);
            keeper.onEndedAtAm(elsewhere::atAm);
            open.addAll(List.of(background, logout, guard));
            am.set(moments);
        }

        TestApp app() {
            return Objects.requireNonNull(byCode);
        }

        void receive(Claims idToken, boolean hasSid) {
            Map<String, Object> claims = new HashMap<>(Map.of(
                    "iss", idToken.text("iss").orElseThrow(),
                    "aud", "web-app",
                    "sub", idToken.text("sub").orElseThrow(),
                    "iat", time.instant().getEpochSecond(),
                    "exp", time.instant().plusSeconds(600).getEpochSecond(),
                    "jti", UUID.randomUUID().toString(),
                    "events", Map.of(EVENT, Map.of())));
            if (hasSid) {
                claims.put("sid", idToken.text("sid").orElseThrow());
            }
            assertThat(backChannel.receive(am.oauth().sign(claims))).isEqualTo(new BackChannel.Received.Done());
        }
    }

    private static Claims claims(String idToken) {
        try {
            return new Claims(JWSObject.parse(idToken).getPayload().toJSONObject());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static @Nullable Token tokenOf(TokenKeeper keeper, Credential session, Renewal renewal) {
        try {
            return keeper.token(session, renewal);
        } catch (JourneyException e) {
            return null;
        }
    }

    private void assertNoneIsActive(String when, List<String> tokens) {
        Await.until(() -> when + ": tokens live on at AM", () -> tokens.stream().noneMatch(am::isActive));
    }

    /** Runs something for one user after the other, until no moment is left at which it could be interrupted. */
    private void atEachMoment(Consumer<Integer> run) {
        int number = 0;
        boolean isLeft = true;
        while (isLeft) {
            run.accept(number);
            isLeft = lastHappened;
            number++;
        }
        assertThat(number).isGreaterThan(FEWEST);
    }

    private boolean lastHappened;

    @ParameterizedTest
    @EnumSource(names = {"LOGOUT_TOKEN_WITH_SID", "LOGOUT_TOKEN_WITHOUT_SID", "LOGOUT", "EVERYWHERE"})
    void sessionEndedDuringSignInSignsNoUserIn(End end) {
        App here = new App("oidc");
        atEachMoment(number -> {
            String when = end + " at moment " + number;
            TestBrowser browser = new TestBrowser(am).signedInAtAmAs("user" + number);
            SignInOutcome.SignedIn before = browser.signIn(here.app(), "/");
            // a step-up, as far as the session is concerned
            String answer = browser.answer(browser.leave(here.app(), "/"));
            moments.at(number, () -> endOf(here, end, before));
            SignInOutcome finished = browser.comeBack(here.app(), answer);
            lastHappened = moments.hasHappened();
            if (!lastHappened) {
                assertThat(finished).isInstanceOf(SignInOutcome.SignedIn.class);
                assertThat(here.app().isGood(((SignInOutcome.SignedIn) finished).session()))
                        .isTrue();
                return;
            }
            if (finished instanceof SignInOutcome.SignedIn signedIn) {
                assertThat(here.app().isGood(signedIn.session())).as(when).isFalse();
            }
            assertThat(here.app().isGood(before.session())).as(when).isFalse();
            assertNoneIsActive(when, moments.issued);
        });
    }

    private static void endOf(App here, End end, SignInOutcome.SignedIn session) {
        switch (end) {
            case LOGOUT_TOKEN_WITH_SID -> here.receive(session.identity().claims(), true);
            case LOGOUT_TOKEN_WITHOUT_SID -> here.receive(session.identity().claims(), false);
            case LOGOUT, EVERYWHERE ->
                here.logout.of(here.app().sessions).end(Set.of(session.session()), end == End.EVERYWHERE, () -> {});
            default -> throw new IllegalArgumentException(end.name());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGOUT_TOKEN_WITH_SID", "LOGOUT_TOKEN_WITHOUT_SID", "LOGOUT", "EVERYWHERE"})
    void refreshDuringTheEndOfASessionLeavesNoTokens(End end) {
        App here = new App("oidc");
        atEachMoment(number -> {
            String when = end + " at moment " + number;
            SignInOutcome.SignedIn signedIn = here.app().signIn(am, "user" + number);
            AppSession session = signedIn.session();
            Token first = here.keeper.token(session, Renewal.IF_DUE);
            moments.at(number, () -> endOf(here, end, signedIn));
            Token got = tokenOf(here.keeper, session, Renewal.FORCE);
            lastHappened = moments.hasHappened();
            if (!lastHappened) {
                assertThat(got).isNotNull();
                return;
            }
            assertThat(here.app().isGood(session)).as(when).isFalse();
            assertNoneIsActive(when, moments.issued);
            assertNoneIsActive(
                    when, List.of(first.accessToken(), first.refreshToken().orElseThrow()));
        });
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void tokensObtainedWhileTheSessionEndsAreRevoked(End end) {
        withAmsSession(end, Renewal.IF_DUE);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void tokensRefreshedWhileTheSessionEndsAreRevoked(End end) {
        withAmsSession(end, Renewal.FORCE);
    }

    private void withAmsSession(End end, Renewal renewal) {
        App here = new App("am");
        TokenKeeper keeper = here.keeper;
        atEachMoment(number -> {
            String when = end + " at moment " + number;
            SsoToken session = new SsoToken(am.signIn("user" + number));
            assertThat(isIn(here, session)).isTrue();
            Token first = keeper.token(session, Renewal.IF_DUE);
            Claims idToken = claims(first.idToken().orElseThrow());
            if (renewal == Renewal.IF_DUE) {
                keeper.revoke(session);
            }
            moments.at(number, () -> endOf(here, end, session, idToken));
            Token got = tokenOf(keeper, session, renewal);
            lastHappened = moments.hasHappened();
            if (!lastHappened) {
                assertThat(got).isNotNull();
                return;
            }
            if (end != End.REVOCATION) {
                assertThat(isIn(here, session)).as(when).isFalse();
            } else if (got != null && am.isActive(got.accessToken())) {
                // begun after it; so it is kept, and ends with the session
                assertThat(keeper.token(session, Renewal.IF_DUE)).as(when).isEqualTo(got);
                keeper.revoke(session);
            }
            assertNoneIsActive(when, moments.issued);
            assertNoneIsActive(
                    when, List.of(first.accessToken(), first.refreshToken().orElseThrow()));
        });
    }

    private static boolean isIn(App here, SsoToken session) {
        return !here.guard.tombstones().has(session)
                && here.guard.sessions().validate(session, true) instanceof Authentication.Authenticated;
    }

    private void endOf(App here, End end, SsoToken session, Claims idToken) {
        switch (end) {
            case LOGOUT_TOKEN_WITH_SID -> here.receive(idToken, true);
            case LOGOUT_TOKEN_WITHOUT_SID -> here.receive(idToken, false);
            case LOGOUT, EVERYWHERE -> here.logout.sso().end(Set.of(session), end == End.EVERYWHERE, () -> {});
            case NOTIFICATION -> here.elsewhere.atAm(session.digest());
            case REFUSAL -> {
                am.end(session.value());
                assertThat(here.guard.sessions().validateAnew(session)).isEqualTo(Authentication.refused());
            }
            case REVOCATION -> here.keeper.revoke(session);
        }
    }
}
