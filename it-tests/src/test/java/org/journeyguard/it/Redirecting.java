package org.journeyguard.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that redirects each call to another server, which records the headers that it receives. */
final class Redirecting implements AutoCloseable {
    private static final String NOTHING = "nothing";

    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final HttpServer stranger = serving(exchange -> {
        lost.add(authorization(exchange));
        exchange.sendResponseHeaders(204, -1);
    });
    private final HttpServer service = serving(exchange -> {
        called.add(authorization(exchange));
        exchange.getResponseHeaders().add("Location", url(stranger));
        exchange.sendResponseHeaders(302, -1);
    });

    /** Any server. */
    private interface Serving {
        void serve(HttpExchange exchange) throws IOException;
    }

    private static HttpServer serving(Serving serving) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", exchange -> {
                try (exchange) {
                    serving.serve(exchange);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String authorization(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization == null ? NOTHING : authorization;
    }

    private static String url(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** The address of the service. */
    String url() {
        return url(service);
    }

    /** What the calls of the service have brought along. */
    List<String> called() {
        return called;
    }

    /** The tokens that have come to the other server. */
    List<String> lost() {
        return lost.stream().filter(each -> !each.equals(NOTHING)).toList();
    }

    @Override
    public void close() {
        service.stop(0);
        stranger.stop(0);
    }
}
