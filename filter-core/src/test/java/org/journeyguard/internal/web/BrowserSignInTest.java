package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.servlet.BrowserSignIn;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application signs its users in itself, by a journey. */
class BrowserSignInTest {
    private static final String APP = "https://app.example.com";
    private static final String SIGN_IN = "/public/sign-in";

    private FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private @Nullable TestApplication application;

    @AfterEach
    void end() {
        if (application != null) {
            application.close();
        }
        am.close();
    }

    private TestApplication start(String login) throws Exception {
        am.setClock(Clock.systemUTC());
        am.oauth().register(FakeClient.named("web-app").redirectingTo(APP + "/journey/callback"));
        am.journey("Login").prompts(FakeCallback.name());
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.timeout",
                "PT1M",
                "journey.app.url",
                APP,
                "journey.login",
                login,
                "journey.paths.public",
                "/public/*",
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                FakeClient.SECRET));
        TestApplication started = new TestApplication(getClass().getClassLoader(), settings);
        application = started;
        return started;
    }

    private static Session run(TestApplication app, String user) {
        JourneyClient journeys = GuardLease.journeysOf(app.context, "");
        JourneyStep.Prompt prompt = (JourneyStep.Prompt) journeys.start("Login");
        prompt.set(NameCallback.class, user);
        return ((JourneyStep.Success) prompt.next()).session().orElseThrow();
    }

    /** The response to a request in which the application signs a user in, or to what the sign-in throws. */
    private static TestResponse signIn(
            TestApplication app, Session session, Map<String, String> headers, @Nullable TestSession http)
            throws Exception {
        TestDispatch request = new TestDispatch(
                new TestRequest("GET", "", SIGN_IN, headers, http), DispatcherType.REQUEST, SIGN_IN, app.context);
        TestResponse response = new TestResponse();
        app.filter.doFilter(request, response, (seen, out) -> {
            try {
                BrowserSignIn.signIn(request, (HttpServletResponse) out, session);
            } catch (JourneyException e) {
                response.setHeader("Thrown", e.getClass().getSimpleName());
            }
        });
        return response;
    }

    /** The user of a request with a cookie; null for none. */
    private static @Nullable JourneyUser userWith(TestApplication app, String cookie) throws Exception {
        AtomicReference<@Nullable JourneyUser> user = new AtomicReference<>();
        TestRequest request = new TestRequest("GET", "", "/account", Map.of("Cookie", cookie), null);
        app.filter.doFilter(
                new TestDispatch(request, DispatcherType.REQUEST, "/account", app.context),
                new TestResponse(),
                (seen, out) -> user.set(
                        RequestContext.current().flatMap(RequestContext::user).orElse(null)));
        return user.get();
    }

    private static String cookie(TestResponse response) {
        return response.header("Set-Cookie").split(";", 2)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void nextRequestAfterTheSignInHasTheUser(String login) throws Exception {
        TestApplication app = start(login);
        TestResponse response = signIn(app, run(app, "alice"), Map.of(), null);
        assertThat(response.getHeaders("Set-Cookie"))
                .hasSize(1)
                .allSatisfy(set -> assertThat(set).contains("; Path=/", "; HttpOnly", "; Secure"));
        JourneyUser user = Objects.requireNonNull(userWith(app, cookie(response)));
        assertThat(user.getName()).isEqualTo("alice");
        assertThat(am.isActive(user.token().accessToken())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PINGAM | [\"example.com\"]            | example.com",
                "PINGAM | [\".Example.com\",\"x.org\"] | example.com",
                "PINGAM | [\"app.example.com\"]        | app.example.com",
                "PINGAM | [\"ample.com\"]              | ''",
                "PINGAM | [\"example.org\"]            | ''",
                "PINGAM | [null]                       | ''",
                "OPENAM | [\"example.com\"]            | example.com",
                "OPENAM | []                           | ''"
            })
    void amsCookieIsSetForItsDomainIfItIncludesTheHost(FakeAm.Kind kind, String domains, String expected)
            throws Exception {
        am.close();
        am = new FakeAm(kind);
        am.setDomains(domains);
        TestApplication app = start("am");
        Session session = run(app, "alice");
        String set = signIn(app, session, Map.of(), null).header("Set-Cookie");
        assertThat(set).startsWith(FakeAm.COOKIE + "=" + session.value() + ";");
        assertThat(set.contains("; Domain=")).isEqualTo(!expected.isEmpty());
        assertThat(set).contains(expected.isEmpty() ? "; Path=/" : "; Domain=" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void signInChangesTheHttpSessionIdOrEndsThatOfAnotherUser(String login) throws Exception {
        TestApplication app = start(login);
        TestSession http = new TestSession();
        String alice = cookie(signIn(app, run(app, "alice"), Map.of(), http));
        assertThat(http.id()).isEqualTo(2);
        assertThat(http.isOver()).isFalse();
        TestResponse unused = signIn(app, run(app, "bob"), Map.of("Cookie", alice), http);
        assertThat(http.isOver()).isTrue();
    }

    @Test
    void secondSignInEndsTheFormerSession() throws Exception {
        TestApplication app = start("oidc");
        String former = cookie(signIn(app, run(app, "alice"), Map.of(), null));
        String present = cookie(signIn(app, run(app, "alice"), Map.of("Cookie", former), null));
        assertThat(userWith(app, former)).isNull();
        assertThat(userWith(app, present)).isNotNull();
    }

    /** The user signs in again while a request is in progress, which then asks for the HttpSession. */
    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void requestOfTheFormerSessionDoesNotEndThePresentOne(String login) throws Exception {
        TestApplication app = start(login);
        TestSession http = new TestSession();
        String former = cookie(signIn(app, run(app, "alice"), Map.of(), http));
        List<String> seen = new ArrayList<>();
        TestResponse unused = request(app, former, http, (request, out) -> {
            try {
                String present = cookie(signIn(app, run(app, "alice"), Map.of("Cookie", former), http));
                seen.add(present);
                seen.add(accessToken(app, present));
            } catch (Exception e) {
                throw new ServletException(e);
            }
            assertThat(((HttpServletRequest) request).getSession()).isNotNull();
        });
        assertThat(accessToken(app, seen.get(0))).isEqualTo(seen.get(1));
        assertThat(http.isOver()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void httpSessionCanBeUsedAfterASecondSignIn(String login) throws Exception {
        TestApplication app = start(login);
        TestSession http = new TestSession();
        String former = cookie(signIn(app, run(app, "alice"), Map.of(), http));
        Session next = run(app, "alice");
        TestResponse response = request(app, former, http, (request, out) -> {
            BrowserSignIn.signIn((HttpServletRequest) request, (HttpServletResponse) out, next);
            assertThat(((HttpServletRequest) request).getSession()).isNotNull();
        });
        assertThat(userWith(app, cookie(response))).isNotNull();
        assertThat(http.isOver()).isFalse();
    }

    private static TestResponse request(TestApplication app, String cookie, TestSession http, FilterChain application)
            throws Exception {
        TestRequest request = new TestRequest("GET", "", "/account", Map.of("Cookie", cookie), http);
        TestResponse response = new TestResponse();
        app.filter.doFilter(
                new TestDispatch(request, DispatcherType.REQUEST, "/account", app.context), response, application);
        return response;
    }

    private static String accessToken(TestApplication app, String cookie) throws Exception {
        return Objects.requireNonNull(userWith(app, cookie)).token().accessToken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"am", "oidc"})
    void endedSessionSignsNoUserIn(String login) throws Exception {
        TestApplication app = start(login);
        Session session = run(app, "alice");
        am.end(session.value());
        TestResponse response = signIn(app, session, Map.of(), null);
        assertThat(response.header("Thrown")).isIn("AuthenticationRequired", "ApiError");
        assertThat(response.getHeaders("Set-Cookie")).isEmpty();
    }

    @Test
    void outageSetsNoCookieAndCanBeRetried() throws Exception {
        TestApplication app = start("oidc");
        Session session = run(app, "alice");
        for (String call : List.of("/authorize", "/access_token")) {
            am.set(Fault.DROP.onlyFor(call));
            TestResponse response = signIn(app, session, Map.of(), null);
            assertThat(response.header("Thrown")).isEqualTo("Unavailable");
            assertThat(response.getHeaders("Set-Cookie")).isEmpty();
        }
        am.set(Fault.NONE);
        assertThat(userWith(app, cookie(signIn(app, session, Map.of(), null)))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"PINGAM", "OPENAM"})
    void requestOutsideTheFilterSignsNoUserIn(FakeAm.Kind kind) throws Exception {
        am.setKind(kind);
        TestApplication app = start("am");
        Session session = run(app, "alice");
        TestRequest request = new TestRequest("GET", "", SIGN_IN, Map.of(), null);
        TestDispatch seen = new TestDispatch(request, DispatcherType.REQUEST, SIGN_IN, app.context);
        assertThatThrownBy(() -> BrowserSignIn.signIn(seen, new TestResponse(), session))
                .isInstanceOf(IllegalStateException.class);
    }
}
