package org.journeyguard.internal.http;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to AM, or to another server, and reports every failure as a response. Caches, single flights and call limiters are not steps
 * of a call: they need to know its subject, so they stand where the session or token is known, and decide whether there is a call.
 */
public final class AmHttp implements AutoCloseable {
    private final URI base;
    private final JsonBinding json = new JsonBinding();
    private final CircuitBreaker breaker;
    private final HttpClientTransport connections;
    private final JaxRsTransport transport;
    private final List<Interceptor> steps;

    /** Creates one without observers, for a server that is not AM. */
    public AmHttp(URI base, ConnectionSettings settings, LongSupplier nanoTime) {
        this(base, settings, nanoTime, Observers.NONE);
    }

    /**
     * @param base of URLs below it, without a trailing slash
     * @param settings how to connect
     * @param nanoTime monotonic time
     * @param observers are told of each request that is sent
     */
    public AmHttp(URI base, ConnectionSettings settings, LongSupplier nanoTime, Observers observers) {
        this.base = base;
        this.breaker = new CircuitBreaker(nanoTime);
        this.connections = new HttpClientTransport(settings);
        try {
            this.transport = new JaxRsTransport(connections);
        } catch (RuntimeException | Error e) {
            connections.close();
            throw e;
        }
        this.steps = List.of(
                new RetryInterceptor(),
                (request, chain) -> request.options().authentication().intercept(request, chain),
                new CircuitBreakerInterceptor(breaker, observers, nanoTime),
                new ObserverInterceptor(observers, nanoTime),
                new DeadlineInterceptor(),
                transport);
    }

    /**
     * Sends a request, one step after the other.
     *
     * @param deadline for the call as a whole
     */
    public AmResponse call(AmRequest request, Deadline deadline) {
        return new Chain(steps, deadline).proceed(request);
    }

    /**
     * Returns a request to AM's JSON API.
     *
     * @param operation AM's word for what is requested
     * @param path below the base URL, encoded
     * @param body null for none
     */
    public AmRequest json(
            String operation, String method, String path, Map<String, String> headers, @Nullable String body) {
        return AmRequest.json(operation, method, base + path, path, headers, body);
    }

    /** Returns the state of AM, as far as calls show it. */
    public JourneyStatus.Server status() {
        return breaker.status();
    }

    /** Whether AM has ever answered. */
    public boolean hasAnswered() {
        return breaker.hasSucceeded();
    }

    /** Whether AM has answered within a time, and nothing has failed since. */
    public boolean hasAnsweredWithin(Duration time) {
        return breaker.hasSucceededWithin(time);
    }

    /** Returns AM's base URL for servers, without a trailing slash. */
    public String base() {
        return base.toString();
    }

    /**
     * Opens a WebSocket at a path below the base URL.
     *
     * @param header of the handshake, with its value
     * @param limit for the handshake
     */
    public CompletableFuture<WebSocket> webSocket(
            String path, String subprotocol, String header, String value, Duration limit, WebSocket.Listener listener) {
        // http becomes ws, and https wss
        URI url = URI.create("ws" + base().substring("http".length()) + path);
        return connections.webSocket(url, subprotocol, header, value, limit, listener);
    }

    /** Reads a response that has to be a JSON object; null when it is not the one that was expected. */
    public <T> @Nullable T parse(AmResponse response, Class<T> type) {
        return json.parse(response.body(), type);
    }

    /** Reads a response that has to be a JSON array, as the member {@code elements} of an object; null when it is not the expected one. */
    public <T> @Nullable T parseArray(AmResponse response, Class<T> type) {
        return json.parse("{\"elements\":" + response.body() + "}", type);
    }

    /** Returns the JSON of an object with one member. */
    public String object(String name, Object value) {
        return object(Map.of(name, value));
    }

    /** Returns the JSON of an object. */
    public String object(Map<String, ?> members) {
        return json.object(members);
    }

    @Override
    public void close() {
        transport.close();
        connections.close();
        json.close();
    }
}
