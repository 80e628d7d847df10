package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.journeyguard.JourneyUser;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakePolicy;
import org.journeyguard.test.FakeProvider;
import org.journeyguard.test.Fault;
import org.journeyguard.test.TokenSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Response attributes of AM's policies, in code, as headers and as request attributes: those of the decision about the request. */
class ResponseAttributesTest {
    private static final String APP = "https://app.example.com";
    private static final String RESOURCES = APP + ":443";
    private static final String EVALUATE = "policies?_action=evaluate";
    private static final String HEADERS = "X-Area=policy:area, X-Limit=policy:limit";
    private static final List<String> AREAS = List.of("north", "s\u00fcd");

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private String alice = "";

    @BeforeEach
    void provision() {
        am.setClock(Clock.systemUTC());
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies()
                .put(
                        "orders",
                        FakePolicy.about(RESOURCES + "/orders/*")
                                .allowing("GET")
                                .with("area", "north", "s\u00fcd")
                                .with("internal", "x"));
        am.policies()
                .put(
                        "limits",
                        FakePolicy.about(RESOURCES + "/limits/*")
                                .allowing("GET")
                                .with("limit", "7"));
        am.policies().allow(RESOURCES + "/plain", "GET");
        am.setAttributes("alice", Map.of("mail", List.of("alice@example.com")));
        alice = am.signIn("alice");
    }

    @AfterEach
    void close() {
        am.close();
    }

    private TestWeb web(String... settings) throws ServletException {
        List<String> all = new ArrayList<>(List.of(
                "journey.login",
                "am",
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.am.timeout",
                "PT30S",
                "journey.am.agent.name",
                "agent",
                "journey.am.agent.password",
                "s3cret",
                "journey.policy",
                "am",
                "journey.policy.jwt",
                "true"));
        all.addAll(List.of(settings));
        return new TestWeb(am, APP, all.toArray(String[]::new));
    }

    private <T> T seen(
            TestWeb application, String path, Map<String, String> headers, Function<HttpServletRequest, T> read) {
        Map<String, String> all = new HashMap<>(Map.of("Cookie", FakeAm.COOKIE + "=" + alice));
        all.putAll(headers);
        return application.seen(new TestRequest("GET", "", path, all, null), read);
    }

    private Map<String, List<String>> attributes(TestWeb application, String path) {
        return seen(application, path, Map.of(), ResponseAttributesTest::attributes);
    }

    private static Map<String, List<String>> attributes(HttpServletRequest request) {
        return ((JourneyUser) request.getUserPrincipal()).attributes();
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeAm.Kind.class,
            names = {"OPENAM", "PINGAM"})
    void theUserHasTheListedOnesOfTheDecisionAboutThisRequest(FakeAm.Kind kind) throws ServletException {
        am.setKind(kind);
        try (TestWeb application = web("journey.attributes", "mail, policy:area, policy:limit")) {
            Map<String, List<String>> ofProfile = Map.of("mail", List.of("alice@example.com"));
            for (int i = 0; i < 3; i++) {
                assertThat(attributes(application, "/orders/1"))
                        .containsAllEntriesOf(ofProfile)
                        .containsEntry("policy:area", AREAS)
                        .hasSize(2);
                assertThat(attributes(application, "/limits/1"))
                        .containsAllEntriesOf(ofProfile)
                        .containsEntry("policy:limit", List.of("7"))
                        .hasSize(2);
                assertThat(attributes(application, "/plain")).isEqualTo(ofProfile);
            }
        }
        assertThat(am.calls(EVALUATE)).as("one for each resource").hasSize(3);
    }

    @Test
    void headersAndRequestAttributesShowThemAndAmIsAskedForNothingElse() throws ServletException {
        try (TestWeb application = web("journey.attributes.headers", HEADERS)) {
            Map<String, String> forged = Map.of("X-Area", "forged", "x_limit", "forged");
            boolean isSeen = seen(application, "/orders/1", forged, request -> {
                assertThat(request.getHeader("X-Area")).isEqualTo("north");
                assertThat(Collections.list(request.getHeaders("x-area"))).isEqualTo(AREAS);
                assertThat(request.getAttribute("X-Area")).isEqualTo(AREAS);
                assertThat(request.getHeader("X-Limit")).isNull();
                assertThat(request.getHeader("x_limit")).isNull();
                assertThat(request.getAttribute("X-Limit")).isNull();
                return Collections.list(request.getHeaderNames()).contains("X-Area");
            });
            assertThat(isSeen).isTrue();
            int limit = seen(application, "/limits/1", Map.of(), request -> request.getIntHeader("X-Limit"));
            assertThat(limit).isEqualTo(7);
        }
        assertThat(am.calls("/users/")).isEmpty();
    }

    /** Public, or not one of {@code journey.policy.paths}. */
    @ParameterizedTest
    @ValueSource(strings = {"/public/page", "/other"})
    void aPathThatPoliciesDoNotDecideAboutHasNone(String path) throws ServletException {
        am.policies()
                .put("all", FakePolicy.about(RESOURCES + "/*").allowing("GET").with("area", "everywhere"));
        try (TestWeb application = web(
                "journey.policy.paths",
                "/orders/*",
                "journey.attributes",
                "policy:area, mail",
                "journey.attributes.headers",
                HEADERS)) {
            assertThat(attributes(application, path)).containsOnlyKeys("mail");
            List<String> names = seen(
                    application,
                    path,
                    Map.of("X-Area", "forged"),
                    request -> Collections.list(request.getHeaderNames()));
            assertThat(names).containsExactly("Cookie");
        }
        assertThat(am.calls(EVALUATE)).isEmpty();
    }

    @Test
    void theyAreCachedWithTheDecisionAlsoWhileAmIsSilent() throws ServletException {
        try (TestWeb application = web("journey.attributes", "policy:area")) {
            assertThat(attributes(application, "/orders/1")).containsEntry("policy:area", AREAS);
            am.set(Fault.DROP);
            assertThat(attributes(application, "/orders/1")).containsEntry("policy:area", AREAS);
        }
    }

    @Test
    void theyAreThoseOfTheDecisionAfterATransaction() throws ServletException {
        am.policies()
                .put(
                        "pay",
                        FakePolicy.about(RESOURCES + "/pay")
                                .allowing("GET")
                                .with("area", "west")
                                .oncePerTransaction());
        try (TestWeb application = web("journey.attributes", "policy:area")) {
            Map<String, String> page =
                    Map.of("Cookie", FakeAm.COOKIE + "=" + alice, "Accept", "text/html", "Sec-Fetch-Mode", "navigate");
            String departure = application.send("GET", "/pay", page, null).header("Location");
            String id = departure.replaceFirst("(?s).*_txid%3D([\\w-]+).*", "$1");
            am.policies().authorize(id);
            assertThat(attributes(application, "/pay?_txid=" + id)).isEqualTo(Map.of("policy:area", List.of("west")));
        }
    }

    @Test
    void aUserWithAnAccessTokenHasThemAsWell() throws ServletException {
        try (TestWeb application = web("journey.attributes", "policy:area")) {
            am.oauth().setTokens("/", FakeProvider.TokenForm.JWT);
            String token = am.issue(alice, TokenSpec.of("web-app")).access();
            TestRequest request =
                    new TestRequest("GET", "", "/orders/1", Map.of("Authorization", "Bearer " + token), null);
            Map<String, List<String>> seen = application.seen(request, ResponseAttributesTest::attributes);
            assertThat(seen).isEqualTo(Map.of("policy:area", AREAS));
        }
    }
}
