package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.TestGuard;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logout behaves as in the vendor's SDKs. */
class SdkLogoutParityTest {
    private static final String END_SESSION = "/connect/endSession";
    private static final String REVOKE = "/token/revoke";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken session = new SsoToken(am.signIn("alice"));

    @AfterEach
    void end() {
        am.close();
    }

    private TestGuard guard(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                "s3cret"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        TestGuard guard = TestGuard.of(time, TestSettings.read(all));
        assertThat(guard.sessions().validate(session, true)).isInstanceOf(Authentication.Authenticated.class);
        return guard;
    }

    private static TokenKeeper keeper(TestGuard guard) {
        return Objects.requireNonNull(guard.tokens().keeper());
    }

    private LogoutReport logout(TestGuard guard, String... redirectUri) {
        try (TestLogout application = new TestLogout(
                guard,
                time,
                Duration.ofSeconds(5),
                List.of(),
                List.of(),
                redirectUri.length == 0 ? null : redirectUri[0])) {
            return application.sso().end(Set.of(session), false, () -> {});
        }
    }

    @Test
    void logoutSendsTheSsoTokenInItsHeaderAndVersion31() {
        try (TestGuard guard = guard()) {
            logout(guard);
        }
        assertThat(am.calls("_action=logout")).singleElement().satisfies(call -> {
            assertThat(call.header(FakeAm.COOKIE)).isEqualTo(session.value());
            assertThat(call.version()).isEqualTo("3.1");
        });
    }

    @Test
    void refreshTokenIsRevokedWithItsGrant() {
        try (TestGuard guard = guard()) {
            Token token = keeper(guard).token(session, Renewal.IF_DUE);
            logout(guard);
            assertThat(am.calls(REVOKE))
                    .extracting(FakeCall::body)
                    .containsExactly(form(token.refreshToken().orElseThrow()));
        }
    }

    @Test
    void withoutARefreshTokenTheAccessTokenIsRevoked() {
        am.set(((Fault) (call, honest) -> {
                    FakeReply reply = honest.call();
                    String body = reply.body().replaceAll("\"refresh_token\":\"[^\"]*\",?", "");
                    return new FakeReply(reply.status(), reply.headers(), body, reply.pace());
                })
                .onlyFor("/access_token"));
        try (TestGuard guard = guard()) {
            Token token = keeper(guard).token(session, Renewal.IF_DUE);
            assertThat(token.refreshToken()).isEmpty();
            logout(guard);
            assertThat(am.calls(REVOKE)).extracting(FakeCall::body).containsExactly(form(token.accessToken()));
            assertThat(am.isActive(token.accessToken())).isFalse();
        }
    }

    private static String form(String token) {
        return "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    @Test
    void postLogoutRedirectUriIsSentOnlyIfConfigured() {
        try (TestGuard guard = guard()) {
            keeper(guard).token(session, Renewal.IF_DUE);
            logout(guard);
            assertThat(am.calls(END_SESSION))
                    .extracting(FakeCall::target)
                    .allSatisfy(target -> assertThat(target).doesNotContain("post_logout_redirect_uri"))
                    .hasSize(1);
        }
    }

    @Test
    void configuredPostLogoutRedirectUriIsSent() {
        String back = "https://app.example.com/shop/";
        try (TestGuard guard = guard()) {
            keeper(guard).token(session, Renewal.IF_DUE);
            LogoutReport report = logout(guard, back);
            assertThat(report.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(am.calls(END_SESSION))
                    .extracting(FakeCall::target)
                    .allSatisfy(target -> assertThat(target).contains("post_logout_redirect_uri=https%3A%2F%2Fapp."))
                    .hasSize(1);
        }
    }

    @Test
    void pingEndSessionEndpointIsPreferredIfAnnounced() {
        am.set(((Fault) (call, honest) -> {
                    FakeReply reply = honest.call();
                    String body = reply.body()
                            .replaceFirst("\\{", "{\"ping_end_idp_session_endpoint\":\"" + am.url() + "/ping-end\",");
                    return new FakeReply(reply.status(), reply.headers(), body, reply.pace());
                })
                .onlyFor(".well-known"));
        try (TestGuard guard = guard()) {
            keeper(guard).token(session, Renewal.IF_DUE);
            logout(guard);
        }
        assertThat(am.calls("/ping-end?id_token_hint=")).hasSize(1);
        assertThat(am.calls(END_SESSION)).isEmpty();
    }

    @Test
    void secondLogoutSucceeds() {
        try (TestGuard guard = guard()) {
            keeper(guard).token(session, Renewal.IF_DUE);
            assertThat(logout(guard).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(logout(guard).outcome()).isEqualTo(Outcome.NO_SESSION);
        }
    }

    @Test
    void logoutRunsEachStepEvenIfOthersFail() {
        try (TestGuard guard = guard()) {
            keeper(guard).token(session, Renewal.IF_DUE);
            am.set(Fault.reply(500, "{}").onlyFor(REVOKE));
            LogoutReport report = logout(guard);
            assertThat(report.steps())
                    .extracting(LogoutReport.Step::result)
                    .startsWith(Result.DONE, Result.WILL_RETRY, Result.DONE);
            assertThat(am.has(session.value())).isFalse();
        }
    }

    @Test
    void logoutRemovesUserinfoAndTokens() {
        try (TestGuard guard = guard()) {
            keeper(guard).userInfo(session, Renewal.IF_DUE);
            logout(guard);
            assertThat(keeper(guard).forget(session.digest())).isEmpty();
        }
    }
}
