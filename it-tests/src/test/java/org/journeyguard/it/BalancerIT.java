package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.journeyguard.it.proxy.Balancer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The balancer that tests of several nodes use. */
class BalancerIT {
    private static final byte[] EVENT = "data: first\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch stream = new CountDownLatch(1);
    private HttpServer first;
    private HttpServer second;
    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        first = node("first");
        second = node("second");
        balancer = new Balancer(
                0, List.of(first.getAddress().getPort(), second.getAddress().getPort()));
    }

    /**
     * Says its name, what it was sent, and how it was addressed; drops the connection on {@code /drop}. Sends an event on
     * {@code /events}, and nothing more.
     */
    private HttpServer node(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(EVENT);
                exchange.getResponseBody().flush();
                stream.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (name.equals("first") && exchange.getRequestURI().getPath().equals("/drop")) {
                    return;
                }
                byte[] answer = String.join(
                                " ",
                                name,
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().toString(),
                                exchange.getRequestHeaders().getFirst("Host"),
                                body)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                exchange.sendResponseHeaders(201, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        balancer.close();
        first.stop(0);
        second.stop(0);
    }

    @Test
    void nodesTakeTurns() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            names.add(name(send("GET", "/", "")));
        }
        assertThat(names).containsExactly("first", "second", "first", "second");
    }

    @Test
    void requestAndResponseArePassedOnUnchanged() throws Exception {
        HttpResponse<String> response = send("POST", "/a%2Fb;c?d=e%20f&g", "h=i");
        String host = URI.create(balancer.url()).getAuthority();
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("first POST /a%2Fb;c?d=e%20f&g " + host + " h=i");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void unreachableNodeIsSkippedForEveryMethod() throws Exception {
        first.stop(0);
        for (String method : List.of("GET", "POST", "DELETE", "GET")) {
            assertThat(name(send(method, "/", ""))).isEqualTo("second");
        }
    }

    @Test
    void responseIs502WithoutAnyNode() throws Exception {
        first.stop(0);
        second.stop(0);
        assertThat(send("GET", "/", "").statusCode()).isEqualTo(502);
    }

    @Test
    void unansweredRequestIsRepeatedOnlyIfSafe() throws Exception {
        assertThat(name(send("GET", "/drop", ""))).isEqualTo("second");
        assertThat(name(send("GET", "/", ""))).isEqualTo("second");
        assertThat(send("POST", "/drop", "x").statusCode()).isEqualTo(502);
    }

    @Test
    void eventsArriveWhileTheStreamIsOpen() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(balancer.url() + "/events")).build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(EVENT.length), StandardCharsets.UTF_8))
                    .isEqualTo("data: first\n\n");
        } finally {
            stream.countDown();
        }
    }

    private HttpResponse<String> send(String method, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(balancer.url() + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String name(HttpResponse<String> response) {
        return response.body().split(" ", 2)[0];
    }
}
