package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.JourneyException;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that AM can't read, for which OpenAM has the error {@code server_error}, as it has for being busy. */
class UnreadableTokensTest {
    private static final String INTROSPECT = "/introspect";
    private static final Fault UNREADABLE = Fault.reply(400, SdkParity.json("server_error"));

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestGuard guard = TestGuard.of(
            am,
            time,
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret",
                    "journey.oauth.validation", "introspect")));
    private final BearerTokens bearers = guard.tokens().bearers().orElseThrow();
    private final TokenKeeper keeper = Objects.requireNonNull(guard.tokens().keeper());

    UnreadableTokensTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        guard.close();
        am.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void unreadableAccessTokenIsRefusedAndNotIntrospectedAgainForAWhile(FakeAm.Kind kind) {
        am.setKind(kind);
        am.set(UNREADABLE.onlyFor(INTROSPECT));
        for (int i = 0; i < 50; i++) {
            assertThat(bearers.validate(TestBearers.token("unreadable"))).isEqualTo(Authentication.refused());
        }
        assertThat(am.calls(INTROSPECT))
                .as("once more, because AM may have been busy")
                .hasSize(2);
    }

    @Test
    void accessTokenWhoseFirstIntrospectionFailedIsAcceptedByTheSecond() {
        String token = am.issue("alice", "/", "web-app", "openid").access();
        am.set((call, honest) ->
                call.target().contains(INTROSPECT) && am.calls(INTROSPECT).size() == 1
                        ? UNREADABLE.treat(call, honest)
                        : honest.call());
        assertThat(bearers.validate(TestBearers.token(token))).isInstanceOf(Authentication.Authenticated.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void accessTokenIsUndecidedWhileAmIsUnhealthy(int status) {
        am.set(Fault.reply(status, SdkParity.json("server_error")));
        assertThat(bearers.validate(TestBearers.token("unreadable"))).isInstanceOf(Authentication.Unavailable.class);
    }

    @Test
    void confirmedAccessTokenIsNotRefusedForAnAmError() {
        String token = am.issue("alice", "/", "web-app", "openid").access();
        assertThat(bearers.validate(TestBearers.token(token))).isInstanceOf(Authentication.Authenticated.class);
        time.pass(Duration.ofSeconds(59));
        am.set(UNREADABLE.onlyFor(INTROSPECT));
        assertThat(bearers.validate(TestBearers.token(token))).isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void refreshTokenUnreadableTwiceIsReplacedByTheSession() {
        SsoToken session = new SsoToken(am.signIn("alice"));
        Token old = keeper.token(session, Renewal.IF_DUE);
        am.set(UNREADABLE.onlyWith("grant_type=refresh_token"));

        assertThatThrownBy(() -> keeper.token(session, Renewal.FORCE)).isInstanceOf(JourneyException.class);
        Token next = keeper.token(session, Renewal.FORCE);
        assertThat(next.accessToken()).isNotEqualTo(old.accessToken());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void idTokenHintUnreadableTwiceIsRefused(int status) {
        am.set(Fault.reply(status, SdkParity.json("server_error")).onlyFor("/connect/endSession"));
        assertThat(endSession("eyJ.eyJ.c2ln"))
                .as("retried, because AM may have been busy")
                .isInstanceOf(AmResult.NoAnswer.class);
        assertThat(endSession("eyJ.eyJ.c2ln")).isInstanceOf(AmResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void idTokenHintIsRetriedWhileAmIsUnhealthy(int status) {
        am.set(Fault.reply(status, SdkParity.json("server_error")));
        for (int i = 0; i < 3; i++) {
            assertThat(endSession("eyJ.eyJ.c2ln")).isInstanceOf(AmResult.NoAnswer.class);
        }
    }

    private AmResult<Boolean> endSession(String idToken) {
        return guard.tokens()
                .revocation()
                .orElseThrow()
                .ofSession(idToken, null, guard.client().deadline());
    }
}
