package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses to exceptions that resources do not catch, as in docs/error-responses.md. */
class ThrownTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    static OrdersApp app;

    @BeforeAll
    static void start() throws Exception {
        app = new OrdersApp(am.settings());
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.body() + response.headers().map())
                .doesNotContain(ThrowingResource.DETAIL, "Exception", "org.journeyguard");
        return response;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sign-in        | 401 | invalid-token             | Token nicht angenommen        | Bearer error=\"invalid_token\"",
                "way            | 401 | stronger-sign-in-required | Stärkere Anmeldung erforderlich | Bearer error=\"insufficient_user_authentication\", acr_values=\"strong\"",
                "denied         | 403 | denied                    | Nicht erlaubt                 | Bearer",
                "role           | 403 | role-missing              | Nicht erlaubt                 | Bearer error=\"insufficient_scope\"",
                "scope          | 403 | scope-missing             | Nicht erlaubt                 | Bearer error=\"insufficient_scope\", scope=\"write\"",
                "silent         | 503 | am-unavailable                 | Anmeldedienst nicht erreichbar | ''",
                "not-configured | 500 | not-configured            | Nicht konfiguriert            | ''",
                "api            | 502 | am-refused                | Vom Anmeldedienst zurückgewiesen | ''",
                "authorize      | 502 | am-refused                | Vom Anmeldedienst zurückgewiesen | ''"
            })
    void eachExceptionHasItsResponse(String what, int status, String type, String title, String challenge)
            throws Exception {
        Caller alice = am.signedInAs("alice");

        HttpResponse<String> program =
                send(alice.program(app.at("/throw/" + what)).header("Accept-Language", "de-DE, en;q=0.5"));

        assertThat(program.statusCode()).isEqualTo(status);
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(program, "Content-Language")).isEqualTo("de");
        assertThat(header(program, "WWW-Authenticate")).isEqualTo(challenge);
        assertThat(header(program, "Retry-After")).isEqualTo(what.equals("silent") ? "7" : "");
        JsonObject problem = Json.createReader(new StringReader(program.body())).readObject();
        assertThat(problem.getString("type")).isEqualTo("urn:journeyguard:problem:" + type);
        assertThat(problem.getString("title")).isEqualTo(title);
        assertThat(problem.getInt("status")).isEqualTo(status);

        HttpResponse<String> person = send(alice.browser(app.at("/throw/" + what)));
        boolean isSentToSignIn = status == 401;
        assertThat(person.statusCode()).isEqualTo(isSentToSignIn ? 302 : status);
        if (!isSentToSignIn) {
            assertThat(person.body()).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
        }
    }
}
