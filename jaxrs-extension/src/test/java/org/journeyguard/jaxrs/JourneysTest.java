package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.FakeCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journeys that beans are given: those of the request's tenant, and elsewhere of the default one. */
class JourneysTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    private OrdersApp app;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>(am.settings());
        settings.put("journey.paths.public", "/journeys, /journeys/*");
        settings.put("journey.tenants", "partners");
        settings.put("journey.tenants.partners.paths", "/journeys/partners/*");
        settings.put("journey.tenants.partners.am.realm", "/alpha");
        app = new OrdersApp(settings);
        var unused = am.am()
                .journey("Login")
                .prompts(FakeCallback.name(), FakeCallback.password())
                .account("alice", "changeit");
        unused = am.am()
                .journey("Partners")
                .in("/alpha")
                .prompts(FakeCallback.name(), FakeCallback.password())
                .account("bob", "changeit");
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private static HttpResponse<String> send(String method, URI to) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(to)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/journeys", "/journeys/elsewhere"})
    void usersSignInByJourneys(String path) throws Exception {
        assertThat(send("POST", app.at(path + "?name=alice&password=changeit")).body())
                .isEqualTo("alice");
        assertThat(send("POST", app.at(path + "?name=alice&password=wrong")).body())
                .isEqualTo("refused");
    }

    @Test
    void tenantsAreFoundByTheirNames() throws Exception {
        assertThat(send("GET", app.at("/journeys/tenant?name=")).body()).isEqualTo("asked");
        assertThat(send("GET", app.at("/journeys/tenant?name=partners")).body())
                .as("the realm of partners has no such journey")
                .isEqualTo("refused");
        assertThat(send("GET", app.at("/journeys/tenant?name=others")).body()).isEqualTo("no such tenant");
    }

    @Test
    void requestsOfATenantUseItsJourneys() throws Exception {
        URI partners = app.at("/journeys/partners/sign-in?name=bob&password=changeit");
        assertThat(send("POST", partners).body()).isEqualTo("bob");
        assertThat(send("POST", app.at("/journeys?name=bob&password=changeit")).body())
                .isEqualTo("refused");
    }

    @Test
    void journeysAreAbsentWithoutTheFilter() throws Exception {
        try (OrdersApp bare = OrdersApp.withoutFilter()) {
            assertThat(send("POST", bare.at("/journeys?name=alice&password=changeit"))
                            .statusCode())
                    .isEqualTo(500);
        }
    }
}
