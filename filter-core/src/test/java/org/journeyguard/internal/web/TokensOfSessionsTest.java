package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.LogoutReport;
import org.journeyguard.NotConfigured;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of browser sessions. */
class TokensOfSessionsTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken session = new SsoToken(am.signIn("alice"));

    @AfterEach
    void end() {
        am.close();
    }

    @Test
    void tokenWithoutClientIsAnErrorThatNamesTheMissingKey() {
        try (WebGuard runtime = runtime("journey.oauth.client-id", "")) {
            assertThat(TestUsers.isAuthenticated(runtime, session)).isTrue();
            assertThatExceptionOfType(NotConfigured.class)
                    .isThrownBy(TestUsers.user(runtime, session)::token)
                    .returns("journey.oauth.client-id", NotConfigured::key)
                    .withMessageContaining("journey.oauth.client-id");
            assertThatExceptionOfType(NotConfigured.class)
                    .isThrownBy(TestUsers.user(runtime, session)::authorize)
                    .returns("journey.oauth.client-id", NotConfigured::key);
        }
    }

    @Test
    void tokenWithoutAppUrlIsAnErrorThatNamesThatKey() {
        try (WebGuard runtime = runtime("journey.app.url", "", "journey.login", "none")) {
            assertThatExceptionOfType(NotConfigured.class)
                    .isThrownBy(TestUsers.user(runtime, session)::token)
                    .returns("journey.app.url", NotConfigured::key);
        }
    }

    @Test
    void sameSsoTokenKeepsItsTokens() {
        try (WebGuard runtime = runtime()) {
            Token token = TestUsers.user(runtime, session).token();
            HttpSessionBinding.refused(lastSeenWith(session), session, runtime);
            assertThat(TestUsers.user(runtime, session).token()).isEqualTo(token);
        }
    }

    @Test
    void validationThatOverlapsALogoutAllowsNoRequest() {
        CountDownLatch gate = new CountDownLatch(1);
        try (WebGuard runtime = runtime()) {
            assertThat(validate(runtime)).isInstanceOf(Authentication.Authenticated.class);
            time.pass(Duration.ofMinutes(2));
            am.forgetCalls();
            am.set((call, honest) -> {
                FakeReply yes = honest.call();
                if (call.target().contains("getSessionInfo")) {
                    gate.await();
                }
                return yes;
            });
            try (ParallelCalls<Authentication<?>> late = ParallelCalls.start(10, number -> validate(runtime))) {
                Await.until("AM is asked", () -> !am.calls("getSessionInfo").isEmpty());
                assertThat(runtime.guard().authenticators().logout(Set.of(session), false, () -> {}))
                        .map(LogoutReport::outcome)
                        .contains(LogoutReport.Outcome.SUCCESS);
                gate.countDown();
                assertThat(late.results()).containsOnly(Authentication.refused());
            }
            assertThat(validate(runtime)).isEqualTo(Authentication.refused());
        }
    }

    private @Nullable Authentication<?> validate(WebGuard runtime) {
        return TestUsers.verdict(runtime, session).authentication();
    }

    /** A request whose HttpSession was last seen with an SSO token. */
    private static HttpServletRequest lastSeenWith(SsoToken token) {
        String digest = "|" + token.digest();
        HttpSession bound = Stub.of(HttpSession.class, Map.of("getAttribute", digest));
        return Stub.of(HttpServletRequest.class, Map.of("getSession", bound));
    }

    private WebGuard runtime(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.client-id",
                "web-app"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        if (!"".equals(all.get("journey.oauth.client-id"))) {
            all.put("journey.oauth.client-secret", "s3cret");
        }
        return new WebGuard(TestSettings.read(all), CONTEXT, time, time::nanoTime);
    }
}
