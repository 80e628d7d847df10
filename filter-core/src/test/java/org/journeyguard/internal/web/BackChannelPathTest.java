package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.servlet.BackChannelPath;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses to back-channel logout requests, here for sessions whose SSO cookie the application shares. */
class BackChannelPathTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken session = new SsoToken(am.signIn("alice"));
    private final WebGuard runtime = new WebGuard(
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret",
                    "journey.logout.backchannel-path", "/back-channel")),
            CONTEXT,
            time,
            time::nanoTime);

    @AfterEach
    void end() {
        runtime.close();
        am.close();
    }

    /** What AM says of all of a user's sessions. */
    private String logoutToken(String user) {
        long now = time.instant().getEpochSecond();
        return am.oauth()
                .sign(Map.of(
                        "iss",
                        am.url() + "/oauth2",
                        "aud",
                        "web-app",
                        "sub",
                        user,
                        "iat",
                        now,
                        "exp",
                        now + 120,
                        "jti",
                        "1",
                        "events",
                        Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
    }

    private Answer post(String query, String... tokens) throws IOException {
        Answer answer = new Answer();
        Map<String, Object> request = new HashMap<>();
        request.put("getQueryString", query);
        request.put("getParameterValues", tokens);
        BackChannelPath.answer(runtime.guard().backChannel(), Stub.of(HttpServletRequest.class, request), answer);
        return answer;
    }

    @Test
    void logoutTokenEndsTheSessionAndGetsAnUncachedEmpty200() throws IOException {
        AuthenticatedUser user = TestUsers.user(runtime, session);
        user.token();
        Answer answer = post("", logoutToken("(usr!alice)"));
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.headers).containsExactly(Map.entry("Cache-Control", "no-store"));
        assertThat(answer.body.size()).isZero();
        assertThat(runtime.guard().isEnded(session)).isTrue();
        assertThat(user.storedToken()).isEmpty();
    }

    @Test
    void invalidLogoutTokenGets400AndEndsNoSession() throws IOException {
        TestUsers.user(runtime, session).token();
        String token = logoutToken("(usr!alice)");
        for (Answer answer : new Answer[] {
            post("", "no token"), post(""), post("", token, token), post("logout_token=" + token, token)
        }) {
            assertThat(answer.status).isEqualTo(400);
            assertThat(answer.headers)
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("Content-Type", "application/json");
            assertThat(answer.body.toString(StandardCharsets.UTF_8)).isEqualTo("{\"error\":\"invalid_request\"}");
        }
        assertThat(runtime.guard().isEnded(session)).isFalse();
    }

    @Test
    void floodOfAccessTokensDoesNotBlockLogoutTokens() throws IOException {
        TestUsers.user(runtime, session).token();
        am.set(Fault.HANG.onlyFor("introspect"));
        try (ParallelCalls<Boolean> strangers = ParallelCalls.start(
                300,
                i -> TestUsers.isAuthenticated(runtime, Objects.requireNonNull(BearerToken.parse("made-up-" + i))))) {
            Await.until(
                    "all places are taken", () -> am.calls("introspect").size() == 32 && strangers.finished() > 100);
            assertThat(post("", logoutToken("(usr!alice)")).status).isEqualTo(200);
            assertThat(runtime.guard().isEnded(session)).isTrue();
        }
    }

    @Test
    void waitingLogoutTokensAreLimitedAndOthersGet503() {
        am.set(Fault.HANG);
        String token = logoutToken("(usr!alice)");
        try (ParallelCalls<Answer> many = ParallelCalls.start(300, i -> posted(token))) {
            Await.until("most are back", () -> many.finished() >= 300 - 32);
        }
        Answer turnedAway = posted(token);
        assertThat(turnedAway.status).isEqualTo(503);
        assertThat(turnedAway.headers).containsKey("Retry-After");
    }

    private Answer posted(String token) {
        try {
            return post("", token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers what it is. */
    private static final class Answer extends HttpServletResponseWrapper {
        private final Map<String, String> headers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;

        Answer() {
            super(Stub.of(HttpServletResponse.class, Map.of()));
        }

        @Override
        public void setStatus(int code) {
            status = code;
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void setContentType(String type) {
            setHeader("Content-Type", type);
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int octet) {
                    body.write(octet);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
