package org.journeyguard.it.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between application and AM: counts what reaches AM, and can make AM refuse, hang, trickle, be late, drop or answer nonsense.
 * Sends AM's own name as {@code Host}, which AM checks.
 */
public final class AmProxy implements AutoCloseable {
    private final URI am;
    private final boolean isRecording;
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
    private final IssuedSecrets passed = new IssuedSecrets();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile ActiveFault mood = new ActiveFault(new Fault.None());
    private @Nullable HttpServer server;

    /**
     * Listens on a free port of loopback.
     *
     * @param am base URL of AM
     */
    public AmProxy(URI am) {
        this(am, true);
    }

    /**
     * The same.
     *
     * @param isRecording whether it counts calls and keeps what AM issues, which grows with each call
     */
    public AmProxy(URI am, boolean isRecording) {
        this.am = am;
        this.isRecording = isRecording;
        this.port = listen(0);
    }

    /** The base URL to give to the application. */
    public String url() {
        return "http://localhost:" + port + am.getPath();
    }

    /** From now on calls fare like this. Whatever hangs is let go with a dropped connection. */
    public void set(Fault next) {
        ActiveFault before = mood;
        mood = new ActiveFault(next);
        before.over().countDown();
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

    /** Forgets the calls counted so far, and the tokens that were the answer to some. */
    public void reset() {
        calls.clear();
        passed.forgetIssued();
        mostInFlight.set(0);
    }

    /** How many calls are under way. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The most calls that were under way at once since {@link #reset()}. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /**
     * How many calls came since {@link #reset()}.
     *
     * @param part what a call as {@link #calls()} has it contains, for example {@code _action=logout}
     */
    public long count(String part) {
        return calls.stream().filter(call -> call.contains(part)).count();
    }

    /** Method and target of the calls since {@link #reset()}, and {@code grant_type=…} where the form that they send has one. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** AM's token answers since {@link #reset()}, in their order. */
    public List<JsonObject> issued() {
        return passed.issued();
    }

    /** All tokens, codes and their verifiers that ever passed. */
    public Set<String> secrets() {
        return passed.secrets();
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
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        ActiveFault now = mood;
        try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI() + grant(exchange, body);
            if (isRecording) {
                calls.add(call);
            }
            treat(exchange, body, now.faultOf(call), now.over());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
            // without an answer this closes the connection
            exchange.close();
        }
    }

    /** All token requests have the same target; of what they send only the kind is kept. */
    private static String grant(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return "";
        }
        return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&"))
                .filter(parameter -> parameter.startsWith("grant_type="))
                .findFirst()
                .map(parameter -> " " + parameter)
                .orElse("");
    }

    private void treat(HttpExchange exchange, byte[] body, Fault fault, CountDownLatch over)
            throws IOException, InterruptedException {
        if (fault instanceof Fault.Hang) {
            over.await(5, TimeUnit.MINUTES);
        } else if (fault instanceof Fault.Reply reply) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            if (!reply.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
            }
            Relay.send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
        } else if (!(fault instanceof Fault.Drop)) {
            if (fault instanceof Fault.Delay delay) {
                over.await(delay.by().toMillis(), TimeUnit.MILLISECONDS);
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (isRecording) {
                passed.note(body, answer);
            }
            if (!(fault instanceof Fault.DropAfterAnswer)) {
                Relay.copyHeaders(answer, exchange);
                if (fault instanceof Fault.Trickle) {
                    trickle(exchange, answer, over);
                } else {
                    Relay.send(exchange, answer.statusCode(), answer.body());
                }
            }
        }
    }

    /** Ends when the fault does, or the other side has gone away. */
    private static void trickle(HttpExchange exchange, HttpResponse<byte[]> answer, CountDownLatch over)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(answer.statusCode(), Integer.MAX_VALUE);
        OutputStream out = exchange.getResponseBody();
        out.write(answer.body());
        while (!over.await(20, TimeUnit.MILLISECONDS)) {
            out.write(' ');
            out.flush();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = Relay.request(exchange, body, am.resolve(exchange.getRequestURI()))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }
}
