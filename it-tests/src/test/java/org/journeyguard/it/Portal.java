package org.journeyguard.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A page of another origin that shows the application inside. A real server has it, because browsers keep made-up pages from local ones. */
final class Portal implements AutoCloseable {
    private final HttpServer server;

    Portal() {
        byte[] page = ("<h1>Portal</h1><iframe id=\"app\" src=\"" + Servers.appUrl() + "/account\"></iframe>")
                .getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/portal";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
