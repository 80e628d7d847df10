package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.servlet.RequestPath;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakePolicies;
import org.journeyguard.test.FakePolicy;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AM's policies behind the filter's own rules: they narrow what those allow. */
class PolicyFilterTest {
    private static final String APP = "https://app.example.com:443";
    private static final String EVALUATE = "policies?_action=evaluate";
    private static final FilterChain NOTHING = (seen, out) -> {};

    private final FakeAm am = inRealTime();
    private final String alice = am.signIn("alice");
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "journey.am.url",
            am.url().toString(),
            "journey.am.cookie-name",
            FakeAm.COOKIE,
            "journey.am.timeout",
            "PT30S",
            "journey.am.agent.name",
            "agent",
            "journey.am.agent.password",
            "s3cret",
            "journey.app.url",
            "https://app.example.com",
            "journey.paths.public",
            "/public/*",
            "journey.policy",
            "am"));
    private TestApplication application;

    private static FakeAm inRealTime() {
        FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
        am.setClock(Clock.systemUTC());
        return am;
    }

    @BeforeEach
    void start() throws ServletException {
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies().allow(APP + "/orders/*", "GET");
        application = new TestApplication(getClass().getClassLoader(), settings);
    }

    private void restart(String key, String value) throws ServletException {
        application.close();
        settings.put(key, value);
        application = new TestApplication(getClass().getClassLoader(), settings);
    }

    @AfterEach
    void end() {
        application.close();
        am.close();
    }

    private TestResponse send(String method, String path, Map<String, String> headers, FilterChain chain)
            throws IOException, ServletException {
        Map<String, String> all = new HashMap<>(Map.of("Accept", "application/json"));
        all.put("Cookie", FakeAm.COOKIE + "=" + alice);
        all.putAll(headers);
        TestResponse response = new TestResponse();
        application.filter.doFilter(new TestRequest(method, "", path, all, null), response, chain);
        return response;
    }

    private int status(String method, String path) throws Exception {
        return send(method, path, Map.of(), NOTHING).getStatus();
    }

    private boolean isDenied(String path) {
        try {
            return status("GET", path) == 403;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int evaluations() {
        return am.calls(EVALUATE).size();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /orders/1,        200, 1",
        "GET,  /orders/1?x=y,    200, 1",
        "POST, /orders/1,        403, 1",
        "GET,  /invoices/1,      403, 1",
        "GET,  /public/page,     200, 0",
        "GET,  /orders/..;/x,    400, 0",
        "GET,  /orders/1/../2,   400, 0",
        "GET,  /orders/./1,      400, 0",
        "POST, /logout,          200, 0",
    })
    void policiesDecideOnceAboutWhatTheRulesAllow(String method, String path, int status, int evaluations)
            throws Exception {
        assertThat(status(method, path)).isEqualTo(status);
        assertThat(evaluations()).isEqualTo(evaluations);
    }

    @Test
    void denialSaysSo() throws Exception {
        TestResponse response = send("GET", "/invoices", Map.of(), NOTHING);
        assertThat(response.body()).contains("policy-denied");
    }

    @Test
    void foreignOriginIsRefusedWithoutAskingAm() throws Exception {
        am.policies().allow(APP + "/*", "POST");
        TestResponse response = send("POST", "/orders/1", Map.of("Origin", "https://evil.example"), NOTHING);
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(evaluations()).isZero();
    }

    @Test
    void withoutASessionAmIsNotAsked() throws Exception {
        am.end(alice);
        assertThat(status("GET", "/orders/1")).isEqualTo(401);
        assertThat(evaluations()).isZero();
    }

    @Test
    void sessionThatEndedMeanwhileHasToSignInAgain() throws Exception {
        assertThat(status("GET", "/orders/1")).isEqualTo(200);
        am.end(alice);
        assertThat(status("GET", "/orders/1")).as("cached").isEqualTo(200);
        assertThat(status("GET", "/orders/2")).isEqualTo(401);
        assertThat(status("GET", "/orders/1")).as("refused").isEqualTo(401);
    }

    @Test
    void cachedDecisionsGoOnWhileAmIsSilentAndTheRestIs503() throws Exception {
        assertThat(status("GET", "/orders/1")).isEqualTo(200);
        am.set(Fault.DROP);
        assertThat(status("GET", "/orders/1")).isEqualTo(200);
        TestResponse undecided = send("GET", "/orders/2", Map.of(), NOTHING);
        assertThat(undecided.getStatus()).isEqualTo(503);
        assertThat(undecided.header("Retry-After")).isNotEmpty();
    }

    @Test
    void onlyTheConfiguredPathsAreAskedAbout() throws Exception {
        restart("journey.policy.paths", "/invoices/*, POST /orders/*");
        assertThat(status("GET", "/other")).isEqualTo(200);
        assertThat(status("GET", "/orders/1")).isEqualTo(200);
        assertThat(evaluations()).isZero();
        assertThat(status("POST", "/orders/1")).isEqualTo(403);
        assertThat(status("GET", "/invoices/1")).isEqualTo(403);
        assertThat(status("GET", "//invoices//1")).isEqualTo(403);
        assertThat(status("GET", "/invoices;a=b/1")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", "/report/", "//report", "/report;a=b", "/report//", "/%72eport", "/report/;x"})
    void eachSpellingOfAConfiguredPathIsAskedAbout(String path) throws Exception {
        restart("journey.policy.paths", "/report");
        assertThat(status("GET", path)).isIn(400, 403);
    }

    @Test
    void withoutPoliciesAmIsNotAsked() throws Exception {
        restart("journey.policy", "none");
        assertThat(status("GET", "/invoices")).isEqualTo(200);
        assertThat(evaluations()).isZero();
    }

    @Test
    void clientsAddressIsAsTheContainerSeesIt() throws Exception {
        am.policies()
                .put("here", FakePolicy.about(APP + "/here").allowing("GET").from("192.0.2.1"));
        am.policies()
                .put("there", FakePolicy.about(APP + "/there").allowing("GET").from("10.0.0.1"));
        assertThat(status("GET", "/here")).isEqualTo(200);
        assertThat(send("GET", "/there", Map.of("X-Forwarded-For", "10.0.0.1"), NOTHING)
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void queryCountsWhereItIsConfigured() throws Exception {
        restart("journey.policy.query", "action");
        am.policies().allow(APP + "/q?action=view", "GET");
        assertThat(status("GET", "/q?x=y&%61ction=view")).isEqualTo(200);
        assertThat(status("GET", "/q?action=delete")).isEqualTo(403);
        assertThat(status("GET", "/q?action=view&action=delete")).isEqualTo(403);
        assertThat(status("GET", "/q")).isEqualTo(403);
    }

    @Test
    void withNotificationsAChangedPolicyAppliesToTheNextRequest() throws Exception {
        restart("journey.am.notifications", "true");
        Await.until("the agent listens", () -> am.notifications().heard().size() == 2);
        assertThat(status("GET", "/orders/1")).isEqualTo(200);
        am.policies().remove(APP + "/orders/*");
        am.notifications().tellOfPolicy(FakePolicies.SET);
        Await.until("denied", () -> isDenied("/orders/1"));
    }

    private TestResponse visit(String path, String token) throws Exception {
        Map<String, String> page =
                Map.of("Accept", "text/html", "Sec-Fetch-Mode", "navigate", "Cookie", FakeAm.COOKIE + "=" + token);
        return send("GET", path, page, NOTHING);
    }

    private static String wayBack(TestResponse departure) {
        String target = departure.header("Location").replaceFirst(".*[?&]goto=([^&]*).*", "$1");
        return URLDecoder.decode(target, StandardCharsets.UTF_8).substring("https://app.example.com".length());
    }

    @ParameterizedTest
    @CsvSource({"true, service=strong", "false, AuthLevelConditionAdvice"})
    void browserSignsInAsAmAdvisesAndComesBackToTheSameRequest(boolean isByService, String parameter) throws Exception {
        FakePolicy policy = FakePolicy.about(APP + "/vault").allowing("GET");
        am.policies().put("vault", isByService ? policy.byService("strong") : policy.atLevel(5));
        TestResponse departure = visit("/vault?page=2", alice);
        assertThat(departure.getStatus()).isEqualTo(302);
        assertThat(departure.header("Location")).contains(parameter);
        FakeSession strong = am.session("alice", "/");
        am.end(alice);
        am.signIn(strong.signedInWith("strong", 5, strong.token()));
        assertThat(wayBack(departure)).isEqualTo("/vault?page=2");
        assertThat(visit(wayBack(departure), strong.token()).getStatus()).isEqualTo(200);
    }

    @Test
    void sessionThatIsUpgradedInPlaceIsAskedAboutAnew() throws Exception {
        am.policies()
                .put("vault", FakePolicy.about(APP + "/vault").allowing("GET").atLevel(5));
        assertThat(visit("/vault", alice).getStatus()).isEqualTo(302);
        am.signIn(am.session("alice", "/").signedInWith("strong", 5, alice));
        assertThat(visit("/vault", alice).getStatus()).isEqualTo(200);
        assertThat(evaluations()).isEqualTo(2);
    }

    @Test
    void signInThatDoesNotSatisfyAmEndsWithTheReason() throws Exception {
        am.policies()
                .put("vault", FakePolicy.about(APP + "/vault").allowing("GET").atLevel(5));
        am.signIn(am.session("alice", "/").signedInWith("weak", 1, alice));
        String path = "/vault";
        TestResponse response = visit(path, alice);
        Map<String, String> cookies = new HashMap<>(Map.of(FakeAm.COOKIE, alice));
        for (int visits = 1; response.getStatus() == 302; visits++) {
            assertThat(visits).isLessThan(10);
            for (String set : response.getHeaders("Set-Cookie")) {
                cookies.put(set.substring(0, set.indexOf('=')), set.substring(set.indexOf('=') + 1, set.indexOf(';')));
            }
            String header = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            response = send(
                    "GET",
                    wayBack(response),
                    Map.of("Accept", "text/html", "Sec-Fetch-Mode", "navigate", "Cookie", header),
                    NOTHING);
        }
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).contains("insufficient_user_authentication");
    }

    @Test
    void programIsToldWhichSignInIsRequired() throws Exception {
        am.policies()
                .put("vault", FakePolicy.about(APP + "/vault").allowing("GET").byService("strong"));
        TestResponse response = send("GET", "/vault", Map.of(), NOTHING);
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"strong\"");
    }

    @Test
    void laterDispatchesAreNotAskedAbout() throws Exception {
        int[] dispatches = {0};
        TestResponse response = send("GET", "/orders/1", Map.of(), (seen, out) -> {
            HttpServletRequest request = (HttpServletRequest) seen;
            assertThat(RequestPath.of(request).container()).isEqualTo("/orders/1");
            application.filter.doFilter(seen, out, (again, same) -> dispatches[0]++);
        });
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(dispatches[0]).isEqualTo(1);
        assertThat(evaluations()).isEqualTo(1);
    }
}
