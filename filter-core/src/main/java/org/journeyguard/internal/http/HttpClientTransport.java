package org.journeyguard.internal.http;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.internal.resilience.Deadline;

/**
 * Carries the requests of any JAX-RS client over {@link HttpClient}, because the clients' own connectors break one promise or
 * another: a POST is never sent twice, no redirect is followed, no cookie is kept, and one deadline covers the whole call,
 * however slowly the bytes come in.
 */
final class HttpClientTransport implements ClientRequestFilter, AutoCloseable {
    /** Property of a request that holds its {@link Deadline}. */
    static final String DEADLINE = "org.journeyguard.deadline";

    private static final Set<String> SET_BY_HTTP_CLIENT =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

    private final ExecutorService threads = Executors.newFixedThreadPool(2, daemonNamed("journeyguard-am-"));
    private final HttpClient http;

    HttpClientTransport(ConnectionSettings settings) {
        // The client's own thread would otherwise hold the class loader of whichever application happens to build it.
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            this.http = settings.client()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(threads)
                    .build();
        } finally {
            thread.setContextClassLoader(application);
        }
    }

    @Override
    public void filter(ClientRequestContext context) throws IOException {
        Deadline deadline = (Deadline) context.getProperty(DEADLINE);
        HttpResponse<byte[]> answer = exchange(request(context, deadline), deadline.left());
        Response.ResponseBuilder response = Response.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!SET_BY_HTTP_CLIENT.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.stream()
                        .filter(value -> !name.equalsIgnoreCase("Content-Type") || isMediaType(value))
                        .forEach(value -> response.header(name, value));
            }
        });
        if (answer.body().length > 0) {
            response.entity(new ByteArrayInputStream(answer.body()));
        }
        context.abortWith(response.build());
    }

    /** The JAX-RS client would fail on any other. */
    private static boolean isMediaType(String value) {
        try {
            return !MediaType.valueOf(value).getType().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static HttpRequest request(ClientRequestContext context, Deadline deadline) {
        Object entity = context.getEntity();
        BodyPublisher body = entity == null ? BodyPublishers.noBody() : BodyPublishers.ofString((String) entity);
        Duration left = deadline.left();
        HttpRequest.Builder request = HttpRequest.newBuilder(context.getUri())
                .timeout(left.isZero() ? Duration.ofMillis(1) : left)
                .method(context.getMethod(), body);
        context.getStringHeaders().forEach((name, values) -> {
            if (!SET_BY_HTTP_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, Duration limit) throws TransportFailure {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, ignored -> new BoundedBody());
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransportFailure(TransportFailure.Kind.TIMEOUT, null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportFailure(TransportFailure.Kind.TIMEOUT, null);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Opens a WebSocket over the same connections, threads and rules.
     *
     * @param limit for the handshake
     */
    CompletableFuture<WebSocket> webSocket(
            URI url, String subprotocol, String header, String value, Duration limit, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .connectTimeout(limit)
                .subprotocols(subprotocol)
                .header(header, value)
                .buildAsync(url, listener);
    }

    private static TransportFailure failure(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof TransportFailure known) {
                return known;
            }
            if (t instanceof ConnectException || t instanceof HttpConnectTimeoutException) {
                return new TransportFailure(TransportFailure.Kind.REFUSED, null);
            }
            if (t instanceof HttpTimeoutException) {
                return new TransportFailure(TransportFailure.Kind.TIMEOUT, null);
            }
        }
        return new TransportFailure(TransportFailure.Kind.DROPPED, cause);
    }

    private static ThreadFactory daemonNamed(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            return thread;
        };
    }

    /**
     * Does not wait for calls in progress. From Java 21 on the HTTP client can be shut down; before, its thread ends once nothing refers to it
     * any more. Its {@code close} would wait, and so forever for an AM that hangs.
     */
    @Override
    public void close() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(http);
        } catch (NoSuchMethodException e) {
            // before Java 21
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the HTTP client does not shut down", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
