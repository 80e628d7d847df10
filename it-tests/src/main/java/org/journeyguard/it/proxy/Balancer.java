package org.journeyguard.it.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer on loopback, without sticky sessions: sends requests to nodes of an application in turn, with the {@code Host} that the
 * client has sent. A node that refuses the connection is skipped. A {@code GET} that gets no response is sent to the next node.
 *
 * <p>The JVM needs the system property {@code jdk.httpclient.allowRestrictedHeaders=host}.
 */
public final class Balancer implements AutoCloseable {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Integer> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /**
     * Listens at once.
     *
     * @param port on 127.0.0.1; 0 for any that is free
     * @param nodes ports of the nodes on 127.0.0.1
     */
    public Balancer(int port, List<Integer> nodes) {
        this.nodes = List.copyOf(nodes);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns its base URL, without a trailing slash. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<HttpResponse<InputStream>> response =
                    response(exchange, exchange.getRequestBody().readAllBytes());
            if (response.isPresent()) {
                Relay.copyHeaders(response.get(), exchange);
                try (InputStream body = response.get().body()) {
                    send(exchange, response.get(), body);
                }
            } else {
                Relay.send(exchange, 502, "No node has responded.".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, HttpResponse<?> response, InputStream body) throws IOException {
        if (isEventStream(response.headers())) {
            Relay.pass(exchange, response.statusCode(), body);
        } else {
            Relay.send(exchange, response.statusCode(), body.readAllBytes());
        }
    }

    private static boolean isEventStream(HttpHeaders headers) {
        return headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    private Optional<HttpResponse<InputStream>> response(HttpExchange exchange, byte[] body)
            throws InterruptedException {
        int first = turn.getAndIncrement();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                return Optional.of(send(exchange, body, nodes.get(Math.floorMod(first + i, nodes.size()))));
            } catch (ConnectException e) {
                // nothing was sent, so the next node can have it
            } catch (IOException e) {
                if (!REPEATABLE.contains(exchange.getRequestMethod())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private HttpResponse<InputStream> send(HttpExchange exchange, byte[] body, int node)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = Relay.request(
                        exchange, body, URI.create("http://127.0.0.1:" + node + exchange.getRequestURI()))
                .timeout(LIMIT);
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host != null) {
            request.header("Host", host);
        }
        return http.send(request.build(), Balancer::subscriber);
    }

    /** Events are passed on one by one. Other responses are awaited whole, so that another node can still be asked. */
    private static BodySubscriber<InputStream> subscriber(ResponseInfo info) {
        return isEventStream(info.headers())
                ? BodySubscribers.ofInputStream()
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), ByteArrayInputStream::new);
    }
}
