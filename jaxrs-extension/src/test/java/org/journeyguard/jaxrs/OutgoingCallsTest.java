package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.Caller;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of other services carry the user's token, and nowhere else. */
class OutgoingCallsTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NOTHING = "nothing";

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    /** What came to the services, as method, authorization and content. */
    private final List<Call> seen = new CopyOnWriteArrayList<>();

    private HttpServer service;
    private HttpServer stranger;
    private OrdersApp app;

    private record Call(String method, String authorization, String content) {}

    @BeforeEach
    void start() throws Exception {
        service = serving(this::serve);
        stranger = serving(exchange -> answer(exchange, 200, "stranger"));
        Map<String, String> settings = new HashMap<>(am.settings());
        settings.put("journey.outgoing.targets", url(service, "/api") + ", " + url(service, "/exchanged"));
        settings.put("journey.outgoing.exchange", url(service, "/exchanged") + "=orders");
        app = new OrdersApp(settings);
        am.am().oauth().allowExchange();
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        service.stop(0);
        stranger.stop(0);
    }

    /** Any server. */
    private interface Serving {
        void serve(HttpExchange exchange) throws IOException;
    }

    private static HttpServer serving(Serving serving) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            try (exchange) {
                serving.serve(exchange);
            }
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server, String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/moved")) {
            exchange.getResponseHeaders().add("Location", url(stranger, "/"));
            answer(exchange, 302, "moved");
            return;
        }
        answer(exchange, 200, "served");
    }

    /** Responds with 401 on {@code never}, and on {@code first} to the first token. */
    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(exchange.getRequestMethod(), authorization == null ? NOTHING : authorization, content);
        seen.add(call);
        String path = exchange.getRequestURI().getPath();
        boolean isRefused = path.endsWith("/never")
                || (path.endsWith("/first") && call.authorization.equals(seen.get(0).authorization));
        byte[] body = (isRefused ? "refused" : text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isRefused ? 401 : status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String called(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
        return response.body();
    }

    /** What alice's browser brings about. */
    private String called(String way, String to) throws Exception {
        return called(am.signedInAs("alice").browser(at(way, to)));
    }

    private URI at(String way, String to) {
        return app.at("/calls" + way + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }

    private List<String> authorizations() {
        return new ArrayList<>(seen.stream().map(Call::authorization).toList());
    }

    @Test
    void targetGetsTheTokenOfTheSession() throws Exception {
        assertThat(called("", url(service, "/api/orders"))).isEqualTo("200 served");

        String token = seen.get(0).authorization.replace("Bearer ", "");
        assertThat(am.am().isActive(token)).isTrue();
    }

    @Test
    void tokenOfTheRequestIsPassedOn() throws Exception {
        HttpRequest.Builder request = am.signedInAs("alice").program(at("", url(service, "/api/orders")));

        assertThat(called(request)).isEqualTo("200 served");

        assertThat(request.build().headers().firstValue("Authorization")).contains(seen.get(0).authorization);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/apis", "/api/../other", "/other/api"})
    void otherPathOfTheServerGetsNoToken(String path) throws Exception {
        assertThat(called("", url(service, path))).isEqualTo("200 served");
        assertThat(authorizations()).containsOnly(NOTHING);
    }

    @Test
    void otherServerGetsNoToken() throws Exception {
        assertThat(called("", url(stranger, "/api"))).isEqualTo("200 stranger");
        assertThat(authorizations()).containsExactly(NOTHING);
    }

    @Test
    void redirectIsSentWithoutTheToken() throws Exception {
        assertThat(called("", url(service, "/api/moved"))).isEqualTo("302 moved");
        assertThat(seen).hasSize(1);
    }

    @Test
    void authorizationHeaderOfTheApplicationIsKept() throws Exception {
        assertThat(called("/by-itself", url(service, "/api/never"))).isEqualTo("401 refused");
        assertThat(authorizations()).containsExactly("Basic of-its-own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/put"})
    void refusedTokenIsRenewedAndTheCallRepeated(String way) throws Exception {
        assertThat(called(way, url(service, "/api/first"))).isEqualTo("200 served");

        assertThat(authorizations()).hasSize(2).doesNotHaveDuplicates();
        assertThat(seen.get(1).content).isEqualTo(seen.get(0).content).isEqualTo(way.isEmpty() ? "" : "something");
        assertThat(am.am().isActive(seen.get(1).authorization.replace("Bearer ", "")))
                .isTrue();
    }

    @Test
    void callIsRepeatedOnce() throws Exception {
        assertThat(called("", url(service, "/api/never"))).isEqualTo("401 refused");
        assertThat(authorizations()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void serviceThatRefusesEachTokenCausesOneRenewalAMinute() throws Exception {
        Caller alice = am.signedInAs("alice");
        for (int i = 0; i < 20; i++) {
            assertThat(called(alice.browser(at("", url(service, "/api/never")))))
                    .isEqualTo("401 refused");
        }
        assertThat(am.am().callsWith("grant_type=refresh_token")).hasSizeLessThanOrEqualTo(1);
        assertThat(Set.copyOf(authorizations())).hasSize(2);
        assertThat(authorizations()).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/post", "/stream"})
    void nonRepeatableCallIsNotRepeated(String way) throws Exception {
        assertThat(called(way, url(service, "/api/first"))).isEqualTo("401 refused");
        assertThat(seen).hasSize(1);
    }

    @Test
    void tokenOfTheRequestIsNotRenewed() throws Exception {
        HttpRequest.Builder request = am.signedInAs("alice").program(at("", url(service, "/api/first")));
        assertThat(called(request)).isEqualTo("401 refused");
        assertThat(seen).hasSize(1);
    }

    @Test
    void otherThreadUsesOnlyTheGivenUser() throws Exception {
        assertThat(called("/later", url(service, "/api/orders"))).isEqualTo("200 served");
        assertThat(called("/later-for-the-user", url(service, "/api/orders"))).isEqualTo("200 served");

        assertThat(seen.get(0).authorization).isEqualTo(NOTHING);
        assertThat(seen.get(1).authorization).startsWith("Bearer ");
    }

    @Test
    void targetWithAnAudienceGetsAnExchangedToken() throws Exception {
        Caller alice = am.signedInAs("alice");
        HttpRequest.Builder request = alice.program(at("", url(service, "/exchanged/orders")));

        assertThat(called(request)).isEqualTo("200 served");

        String token = seen.get(0).authorization.replace("Bearer ", "");
        assertThat(am.am().isActive(token)).isTrue();
        assertThat(request.build().headers().firstValue("Authorization").orElseThrow())
                .doesNotContain(token);
    }

    @Test
    void callWithoutATokenFailsWithTheReason() throws Exception {
        am.am().set(Fault.reply(503, "{}").onlyWith("token-exchange"));
        HttpRequest.Builder request = am.signedInAs("alice").program(at("", url(service, "/exchanged/orders")));

        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(seen).isEmpty();
    }
}
