package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy that counts token calls and makes some of them fail. */
class AmProxyIT {
    private static final String CODE = "grant_type=authorization_code&code=the-code";
    private static final String REFRESH = "refresh_token=the-token&grant_type=refresh_token";

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer am;
    private AmProxy proxy;

    @BeforeEach
    void start() throws IOException {
        am = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        am.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        am.start();
        proxy = new AmProxy(URI.create("http://localhost:" + am.getAddress().getPort() + "/am"));
    }

    @AfterEach
    void stop() {
        proxy.close();
        am.stop(0);
    }

    @Test
    void tokenCallsAreCountedByGrantWithoutTheirSecrets() throws Exception {
        post(CODE);
        post(REFRESH);
        post(REFRESH);
        post("token=the-token");

        assertThat(proxy.count("grant_type=refresh_token")).isEqualTo(2);
        assertThat(proxy.calls())
                .hasSize(4)
                .contains("POST /am/access_token grant_type=authorization_code", "POST /am/access_token")
                .noneMatch(call -> call.contains("the-"));
    }

    @Test
    void faultAppliesToOneGrant() throws Exception {
        proxy.set(new Fault.Only("grant_type=refresh_token", new Fault.Reply(503, "text/plain", "busy")));

        assertThat(post(CODE)).isEqualTo(200);
        assertThat(post(REFRESH)).isEqualTo(503);
    }

    @Test
    void faultAppliesToTheFirstCalls() throws Exception {
        proxy.set(new Fault.Only(
                "grant_type=refresh_token", new Fault.Times(2, new Fault.Reply(503, "text/plain", "busy"))));

        assertThat(post(CODE)).isEqualTo(200);
        assertThat(post(REFRESH)).isEqualTo(503);
        assertThat(post(REFRESH)).isEqualTo(503);
        assertThat(post(REFRESH)).isEqualTo(200);
    }

    @Test
    void countAroundARestrictionAppliesToItsCalls() throws Exception {
        proxy.set(new Fault.Times(
                1, new Fault.Only("grant_type=refresh_token", new Fault.Reply(503, "text/plain", "busy"))));

        assertThat(post(CODE)).isEqualTo(200);
        assertThat(post(REFRESH)).isEqualTo(503);
        assertThat(post(REFRESH)).isEqualTo(200);
    }

    private int post(String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.url() + "/access_token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
