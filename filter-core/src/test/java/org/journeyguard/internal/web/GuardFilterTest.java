package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.servlet.JourneyFilter;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter passes a request on with its user, or responds itself. */
class GuardFilterTest {
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final String alice = am.signIn("alice");
    private final TestResponse response = new TestResponse();
    private TestApplication application;
    private int passed;

    @BeforeEach
    void start() throws ServletException {
        application = new TestApplication(
                getClass().getClassLoader(),
                Map.of(
                        "journey.am.url",
                        am.url().toString(),
                        "journey.am.cookie-name",
                        FakeAm.COOKIE,
                        "journey.app.url",
                        "https://app.example.com",
                        "journey.paths.public",
                        "/public/*"));
    }

    @AfterEach
    void end() {
        application.close();
        am.close();
    }

    private TestRequest request(String method, String path, @Nullable String token, boolean isPage) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", isPage ? "text/html" : "application/json");
        if (isPage) {
            headers.put("Sec-Fetch-Mode", "navigate");
        }
        if (token != null) {
            headers.put("Cookie", FakeAm.COOKIE + "=" + token);
        }
        return new TestRequest(method, "", path, headers, null);
    }

    private void send(ServletRequest request, FilterChain chain) throws IOException, ServletException {
        application.filter.doFilter(request, response, (seen, out) -> {
            passed++;
            chain.doFilter(seen, out);
        });
    }

    private static String user(ServletRequest seen) {
        String user = ((HttpServletRequest) seen).getRemoteUser();
        return user == null ? "" : user;
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /account,       alice,   true,  200, 1",
        "POST, /account,       alice,   false, 200, 1",
        "GET,  /public/page,   '',      true,  200, 1",
        "GET,  /public/page,   made-up, true,  200, 1",
        "GET,  /account,       '',      true,  302, 0",
        "GET,  /account,       made-up, true,  302, 0",
        "GET,  /account,       '',      false, 401, 0",
        "POST, /account,       made-up, false, 401, 0",
        "GET,  /public/..;/me, alice,   false, 400, 0",
        "POST, /logout,        alice,   false, 200, 0",
        "GET,  /logout,        alice,   false, 405, 0",
    })
    void requestIsPassedOnOrAnswered(
            String method, String path, String caller, boolean isPage, int status, int applicationCalls)
            throws Exception {
        String token = caller.isEmpty() ? null : caller.equals("alice") ? alice : caller;
        send(request(method, path, token, isPage), (seen, out) -> {});
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(passed).isEqualTo(applicationCalls);
    }

    @Test
    void unavailableAmKeepsProtectedPathsClosedAndPublicOnesOpen() throws Exception {
        am.set(Fault.reply(500, "{}"));
        send(
                request("GET", "/public/page", alice, false),
                (seen, out) -> assertThat(user(seen)).isEmpty());
        assertThat(passed).isEqualTo(1);
        send(request("GET", "/account", alice, false), (seen, out) -> {});
        assertThat(passed).isEqualTo(1);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isNotEmpty();
    }

    @Test
    void publicPathCallsAmOnlyIfTheApplicationReadsTheUser() throws Exception {
        send(request("GET", "/public/page", alice, true), (seen, out) -> {});
        assertThat(am.calls()).isEmpty();
        send(request("GET", "/public/page", alice, true), (seen, out) -> {
            assertThat(user(seen)).isEqualTo("alice");
            assertThat(user(seen)).isEqualTo("alice");
        });
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void responseToAUserIsNotCachedUnlessTheApplicationAllowsIt() throws Exception {
        send(request("GET", "/account", alice, true), (seen, out) -> {});
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        response.setHeader("Cache-Control", "private");
        send(request("GET", "/account", alice, true), (seen, out) -> {});
        assertThat(response.header("Cache-Control")).isEqualTo("private");
    }

    @Test
    void filterMappedTwiceWrapsAndValidatesOnce() throws Exception {
        TestRequest request = request("GET", "/account", alice, true);
        send(
                request,
                (seen, out) -> send(seen, (inner, written) -> {
                    assertThat(inner).isSameAs(seen);
                    assertThat(((ServletRequestWrapper) inner).getRequest()).isSameAs(request);
                }));
        assertThat(passed).isEqualTo(2);
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void laterDispatchesHaveTheUserWithoutAnotherCall() throws Exception {
        TestRequest request = request("GET", "/account", alice, true);
        send(request, (seen, out) -> {});
        for (DispatcherType type :
                List.of(DispatcherType.FORWARD, DispatcherType.INCLUDE, DispatcherType.ERROR, DispatcherType.ASYNC)) {
            send(
                    new TestDispatch(request, type, "/other", application.context),
                    (seen, out) -> assertThat(RequestContext.of(seen)
                                    .flatMap(RequestContext::user)
                                    .map(JourneyUser::getName))
                            .as("%s", type)
                            .contains("alice"));
        }
        assertThat(passed).isEqualTo(5);
        assertThat(am.calls()).hasSize(1);
    }

    @Test
    void errorDispatchBeforeTheFilterHasNoUser() throws Exception {
        TestRequest request = request("GET", "/account", alice, true);
        send(
                new TestDispatch(request, DispatcherType.ERROR, "/error", application.context),
                (seen, out) -> assertThat(user(seen)).isEmpty());
        assertThat(passed).isEqualTo(1);
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void wrappedExceptionsOfJourneyGuardBecomeResponses() throws Exception {
        Map<RuntimeException, Integer> expected = Map.of(
                new AuthenticationRequired("sign in"), 401,
                new AccessDenied("no"), 403,
                new Unavailable("AM", Duration.ofSeconds(5)), 503);
        for (Map.Entry<RuntimeException, Integer> each : expected.entrySet()) {
            for (Exception thrown : List.of(
                    each.getKey(),
                    new ServletException(each.getKey()),
                    new IOException(new IllegalStateException(each.getKey())))) {
                TestResponse answer = new TestResponse();
                application.filter.doFilter(request("GET", "/public/page", null, false), answer, throwing(thrown));
                assertThat(answer.getStatus()).as("%s", thrown).isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void otherExceptionsReachTheContainer() {
        for (Exception thrown :
                List.of(new IllegalStateException("bug"), new ServletException("bug"), new IOException("bug"))) {
            assertThatThrownBy(() -> send(request("GET", "/account", alice, false), throwing(thrown)))
                    .isSameAs(thrown);
        }
    }

    private static FilterChain throwing(Exception thrown) {
        return (seen, out) -> {
            if (thrown instanceof IOException io) {
                throw io;
            }
            if (thrown instanceof ServletException servlet) {
                throw servlet;
            }
            throw (RuntimeException) thrown;
        };
    }

    @Test
    void threadHasTheRequestOnlyWhileItRuns() throws Exception {
        send(
                request("GET", "/account", alice, false),
                (seen, out) -> assertThat(CurrentRequest.get()).isNotNull());
        assertThat(CurrentRequest.get()).isNull();
        assertThatThrownBy(() -> send(request("GET", "/account", alice, false), throwing(new IOException("bug"))))
                .isInstanceOf(IOException.class);
        assertThat(CurrentRequest.get()).isNull();
    }

    @Test
    void filterThatHasNotStartedPassesNothingOn() {
        assertThatThrownBy(() -> new JourneyFilter()
                        .doFilter(request("GET", "/public/page", null, true), response, (seen, out) -> passed++))
                .isInstanceOf(ServletException.class);
        assertThat(passed).isZero();
    }

    @Test
    void requestsOfOtherProtocolsAreNotPassedOn() {
        ServletRequest other = new ServletRequestWrapper(request("GET", "/public/page", null, true));
        assertThatThrownBy(() -> send(other, (seen, out) -> {})).isInstanceOf(ServletException.class);
        assertThat(passed).isZero();
    }
}
