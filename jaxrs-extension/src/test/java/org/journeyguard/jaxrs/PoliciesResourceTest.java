package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.Caller;
import org.journeyguard.test.FakePolicy;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM's policies about what an application calls resources, on Tomcat and Jersey. */
class PoliciesResourceTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SET = "orders";

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    static OrdersApp app;

    @BeforeAll
    static void start() throws Exception {
        am.am().directory().addAgent("agent", "s3cret", "/");
        policy("one", FakePolicy.about("urn:orders:7").allowing("approve").with("limit", "100", "200"));
        policy("item", FakePolicy.about("urn:orders:7:*").allowing("approve"));
        policy("high", FakePolicy.about("urn:orders:8").allowing("approve").atLevel(5));
        policy("all", FakePolicy.about("urn:orders:*").allowing("read"));
        am.am().policies().allow("https://app.example.com:443/*", "GET");
        Map<String, String> settings = new HashMap<>(am.settings());
        settings.put("journey.am.agent.name", "agent");
        settings.put("journey.am.agent.password", "s3cret");
        settings.put("journey.policy", "am");
        settings.put("journey.policy.paths", "/pages/*");
        app = new OrdersApp(settings);
    }

    private static void policy(String name, FakePolicy policy) {
        am.am().policies().put(name, policy.in(SET));
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    private static HttpResponse<String> send(Caller caller, String method, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.at(path))
                .header("Cookie", caller.cookie())
                .header("Origin", "http://localhost:19090")
                .method(method, BodyPublishers.noBody());
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/approvals/7,            200, urn:orders:7",
        "/approvals/%37,          200, urn:orders:7",
        "/approvals/7;x=y,        200, urn:orders:7",
        "/approvals/9,            403, urn:orders:9",
        "/approvals/*,            403, urn:orders:%2A",
        "/approvals/7%3Fx,        403, urn:orders:7%3Fx",
        "/approvals/a:b,          403, urn:orders:a%3Ab",
        "/approvals/gr%C3%BCn,    403, urn:orders:gr%C3%BCn",
        "/approvals/7/items/a%20b, 200, urn:orders:7:a%20b",
        "/approvals/8,            401, urn:orders:8",
        "/approvals/7/missing,    403, ''",
    })
    void resourceIsNamedByItsPathParameters(String path, int status, String resource) throws Exception {
        am.am().forgetCalls();
        assertThat(send(am.signedInAs("alice"), "POST", path).statusCode()).isEqualTo(status);
        if (resource.isEmpty()) {
            assertThat(am.am().calls("evaluate")).isEmpty();
        } else {
            assertThat(am.am().calls("evaluate").get(0).body()).contains("\"" + resource + "\"");
        }
    }

    @Test
    void programIsToldWhichLevelIsRequired() throws Exception {
        HttpResponse<String> answer = send(am.signedInAs("alice"), "POST", "/approvals/8");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_user_authentication");
        FakeSession strong = am.am().session("alice", "/");
        Caller alice = am.signedIn(strong.signedInWith("strong", 5, strong.token()));
        assertThat(send(alice, "POST", "/approvals/8").statusCode()).isEqualTo(200);
    }

    @Test
    void decisionHasActionsAttributesAndAdvices() throws Exception {
        Caller alice = am.signedInAs("alice");
        assertThat(send(alice, "GET", "/approvals/7?office=bonn").body())
                .isEqualTo("urn:orders:7 true {limit=[100, 200]} {}");
        assertThat(am.am().calls("evaluate").get(0).body()).contains("\"office\":[\"bonn\"]", "\"requestIp\"");
        assertThat(send(alice, "GET", "/approvals/8?office=bonn").body())
                .isEqualTo("urn:orders:8 false {} {AuthLevelConditionAdvice=[5]}");
        assertThat(send(alice, "GET", "/approvals/7/page").body()).isEqualTo("{GET=true}");
    }

    @Test
    void decisionIsCachedForTheSameEnvironment() throws Exception {
        Caller alice = am.signedInAs("alice");
        for (String office : new String[] {"bonn", "bonn", "ulm", "bonn"}) {
            assertThat(send(alice, "GET", "/approvals/7?office=" + office).statusCode())
                    .isEqualTo(200);
        }
        assertThat(am.am().calls("evaluate")).hasSize(2);
    }

    @Test
    void outageIsNotADenial() throws Exception {
        Caller alice = am.signedInAs("alice");
        assertThat(send(alice, "GET", "/approvals/7?office=bonn").statusCode()).isEqualTo(200);
        am.am().set(Fault.DROP);
        assertThat(send(alice, "GET", "/approvals/7?office=bonn").statusCode()).isEqualTo(200);
        assertThat(send(alice, "POST", "/approvals/7").statusCode()).isEqualTo(503);
    }

    @Test
    void accessTokenIsDenied() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                am.signedInAs("alice")
                        .program(app.at("/approvals/7"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
