package org.journeyguard.it.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;

/** A switch on loopback, for the demo's pages: a {@code POST} keeps AM from answering the application for a while. */
public final class AmOutage implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final AmProxy proxy;
    private final Duration length;
    private final HttpServer server;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "am-outage");
        daemon.setDaemon(true);
        return daemon;
    });
    private Future<?> end = CompletableFuture.completedFuture(null);

    /**
     * Listens at once, on a free port.
     *
     * @param proxy between the application and AM
     * @param length of an outage
     */
    public AmOutage(AmProxy proxy, Duration length) {
        this.proxy = proxy;
        this.length = length;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(thread);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns where to send the {@code POST}. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                return;
            }
            proxy.set(new Fault.Hang());
            // a later outage lasts as long as any
            boolean unused = end.cancel(false);
            end = thread.schedule(proxy::heal, length.toMillis(), TimeUnit.MILLISECONDS);
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
