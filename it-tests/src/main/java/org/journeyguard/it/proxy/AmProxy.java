package org.journeyguard.it.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between application and AM: counts what reaches AM, and can make AM refuse, hang, be late, drop or answer nonsense.
 * Sends AM's own name as {@code Host}, which AM checks.
 */
public final class AmProxy implements AutoCloseable {
    private static final Set<String> SET_BY_CLIENT =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

    private final URI am;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "am-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile Fault fault = new Fault.None();
    private volatile CountDownLatch hung = new CountDownLatch(1);
    private @Nullable HttpServer server;

    /**
     * Listens on a free port of loopback.
     *
     * @param am base URL of AM
     */
    public AmProxy(URI am) {
        this.am = am;
        this.port = listen(0);
    }

    /** The base URL to give to the application. */
    public String url() {
        return "http://localhost:" + port + am.getPath();
    }

    /** From now on calls fare like this. Whatever hangs is let go with a dropped connection. */
    public void set(Fault next) {
        fault = next;
        hung.countDown();
        hung = new CountDownLatch(1);
    }

    /** Refuses connections, as an AM that is not running does. */
    public synchronized void refuse() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Passes everything on again. */
    public synchronized void heal() {
        set(new Fault.None());
        if (server == null) {
            listen(port);
        }
    }

    /** Forgets the calls counted so far. */
    public void reset() {
        calls.clear();
    }

    /**
     * How many calls came since {@link #reset()}.
     *
     * @param part what the request line contains, for example {@code _action=logout}
     */
    public long count(String part) {
        return calls.stream().filter(call -> call.contains(part)).count();
    }

    /** Method and target of the calls since {@link #reset()}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        refuse();
        set(new Fault.None());
        threads.shutdownNow();
    }

    private synchronized int listen(int wanted) {
        try {
            HttpServer fresh =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 1_024);
            fresh.setExecutor(threads);
            fresh.createContext("/", this::handle);
            fresh.start();
            server = fresh;
            return fresh.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Fault now = fault;
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            if (now instanceof Fault.Hang) {
                hung.await(5, TimeUnit.MINUTES);
            } else if (now instanceof Fault.Reply reply) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
                send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
            } else if (!(now instanceof Fault.Drop)) {
                if (now instanceof Fault.Delay delay) {
                    hung.await(delay.by().toMillis(), TimeUnit.MILLISECONDS);
                }
                HttpResponse<byte[]> answer = forward(exchange, body);
                if (!(now instanceof Fault.DropAfterAnswer)) {
                    answer.headers().map().forEach((name, values) -> {
                        if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
                    send(exchange, answer.statusCode(), answer.body());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // without an answer this closes the connection
            exchange.close();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(am.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
