package org.journeyguard.am;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.AmCall;
import org.journeyguard.JourneyObserver.Calling;
import org.journeyguard.JourneyStatus;
import org.journeyguard.observe.Observers;
import org.jspecify.annotations.Nullable;

/** One call to AM: headers that AM wants, deadline, circuit breaker, and no exception for anything that AM may do. */
final class AmHttp implements AutoCloseable {
    private static final Duration SHORT_WHILE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT_AM_MAY_ASK_FOR = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(AmHttp.class.getName());

    /** Each of them holds a thread of the server while AM hangs. */
    static final int MOST_CALLS_IN_SPITE_OF_THE_PAUSE = 8;

    private final URI base;
    private final AmTransport transport;
    private final Client client;
    private final Jsonb jsonb;
    private final CircuitBreaker breaker;
    private final Observers observers;
    private final LongSupplier nanoTime;
    private volatile boolean isClosed;
    private final Semaphore inSpiteOfThePause = new Semaphore(MOST_CALLS_IN_SPITE_OF_THE_PAUSE);

    /** Whom nobody observes: one that is not AM. */
    AmHttp(URI base, Route route, LongSupplier nanoTime) {
        this(base, route, nanoTime, Observers.NONE);
    }

    AmHttp(URI base, Route route, LongSupplier nanoTime, Observers observers) {
        this.base = base;
        this.observers = observers;
        this.nanoTime = nanoTime;
        this.breaker = new CircuitBreaker(nanoTime);
        this.jsonb = JsonbBuilder.create();
        this.transport = new AmTransport(route);
        try {
            this.client = ClientBuilder.newBuilder()
                    // what the application or the server adds to clients must not see, log or change these calls
                    .property("jakarta.ws.rs.loadServices", false)
                    .property("jersey.config.client.disableAutoDiscovery", true)
                    .register(transport, Integer.MAX_VALUE)
                    .build();
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    /** Whose word a 5xx is about. */
    enum Asks {
        /** Somebody whom AM knows, or nobody in particular: then a 5xx tells that AM is not well. */
        KNOWN,
        /** A stranger, whose token may be made to break AM's parser or a firewall's patience: then a 500 tells nothing. */
        STRANGER
    }

    /** How AM is, as far as calls tell. */
    JourneyStatus.Am status() {
        return breaker.status();
    }

    /** Whether AM has ever answered. */
    boolean hasAnswered() {
        return breaker.hasSucceeded();
    }

    /** Whether AM has answered within a time. */
    boolean hasAnsweredWithin(Duration time) {
        return breaker.hasSucceededWithin(time);
    }

    /** AM's base URL for servers, without a trailing slash. */
    String base() {
        return base.toString();
    }

    /**
     * Calls AM, unless the circuit breaker holds calls back.
     *
     * @param asks who asks
     * @param deadline for the whole call
     */
    AmReply call(Asks asks, AmRequest request, Deadline deadline) {
        return breaker.allows() ? send(asks, request, deadline) : heldBack(request);
    }

    /** As {@link #call(Asks, AmRequest, Deadline)}, of AM's JSON API at a path below the base URL. */
    AmReply call(
            Asks asks,
            String operation,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body,
            Deadline deadline) {
        return call(asks, AmRequest.json(operation, method, base + path, path, headers, body), deadline);
    }

    /**
     * As {@link #call}, but a few at once also go out while the circuit breaker holds other calls back: for what must be
     * tried in any case.
     */
    AmReply attempt(Asks asks, AmRequest request, Deadline deadline) {
        if (breaker.allows()) {
            return send(asks, request, deadline);
        }
        if (!inSpiteOfThePause.tryAcquire()) {
            return heldBack(request);
        }
        try {
            return send(asks, request, deadline);
        } finally {
            inSpiteOfThePause.release();
        }
    }

    private AmReply heldBack(AmRequest request) {
        observers.spared(request.operation());
        return AmReply.unsent("AM has failed repeatedly and is not asked for a moment", breaker.retryAfter());
    }

    private AmReply send(Asks asks, AmRequest request, Deadline deadline) {
        long sentAt = nanoTime.getAsLong();
        Map<String, String> more = new HashMap<>();
        Calling calling =
                observers.calling(new AmCall(request.operation(), request.method(), request.bareUrl()), more::put);
        AmReply reply = send(asks, request, more, deadline, sentAt);
        calling.ended(reply.status(), reply.failure(), Duration.ofNanos(nanoTime.getAsLong() - sentAt));
        return reply;
    }

    private AmReply send(Asks asks, AmRequest request, Map<String, String> more, Deadline deadline, long sentAt) {
        try {
            Invocation.Builder call = client.target(request.url())
                    .request(request.accept())
                    .property(AmTransport.DEADLINE, deadline)
                    .header("X-Requested-With", "JourneyGuard");
            request.headers().forEach(call::header);
            more.forEach(call::header);
            try (Response response = request.body() == null
                    ? call.method(request.method())
                    : call.method(request.method(), Entity.entity(request.body(), request.mediaType()))) {
                return judged(asks, sentAt, request, response);
            }
        } catch (ProcessingException e) {
            TransportFailure failure = transportFailure(e);
            if (asks == Asks.KNOWN || failure == null || failure.isAboutAm()) {
                breaker.failed(sentAt);
            }
            return failure == null
                    ? AmReply.silence("call failed", SHORT_WHILE)
                    : failure.isUnsent()
                            ? AmReply.unsent(failure.text(), SHORT_WHILE)
                            : AmReply.silence(failure.text(), SHORT_WHILE);
        } catch (RuntimeException e) {
            // JAX-RS clients that are closed throw what they like
            if (!isClosed) {
                throw e;
            }
            return AmReply.unsent("the application is stopping", SHORT_WHILE);
        }
    }

    private AmReply judged(Asks asks, long sentAt, AmRequest request, Response response) {
        int status = response.getStatus();
        boolean gateway = status >= 502 && status <= 504;
        if (status < 500 || status == 501) {
            breaker.succeeded();
        } else if (gateway || asks == Asks.KNOWN) {
            breaker.failed(sentAt);
        } else {
            breaker.answered();
        }
        // JSON is UTF-8 (RFC 8259), whatever charset the answer claims
        String text = response.hasEntity() ? new String(response.readEntity(byte[].class), StandardCharsets.UTF_8) : "";
        LOG.log(System.Logger.Level.DEBUG, "{0} {1}: {2}", request.method(), request.name(), status);
        return new AmReply(
                status,
                text,
                "",
                retryAfter(header(response, "Retry-After")),
                Wire.date(header(response, "Date")),
                header(response, "Location"),
                status >= 500);
    }

    /**
     * Opens a WebSocket at a path below the base URL.
     *
     * @param header of the handshake, with its value
     * @param limit for the handshake
     */
    CompletableFuture<WebSocket> webSocket(
            String path, String subprotocol, String header, String value, Duration limit, WebSocket.Listener listener) {
        // http becomes ws, and https wss
        URI url = URI.create("ws" + base().substring("http".length()) + path);
        return transport.webSocket(url, subprotocol, header, value, limit, listener);
    }

    /**
     * Reads a JSON object.
     *
     * @return null when the body is not the JSON that was expected
     */
    <T> @Nullable T parse(AmReply reply, Class<T> type) {
        // As a whole first: binding takes the last of two members of one name, skips those that it does not know, and
        // Parsson skips for ever where the text ends in one.
        if (!JsonDepth.isSoundObject(reply.body())) {
            LOG.log(System.Logger.Level.DEBUG, "AM''s answer is no JSON object, or has two members of one name");
            return null;
        }
        try {
            return jsonb.fromJson(reply.body(), type);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "AM''s answer is not the expected JSON: {0}", e.getClass());
            return null;
        }
    }

    /** JSON of an object with one member. */
    String object(String name, Object value) {
        return jsonb.toJson(Map.of(name, value));
    }

    private static @Nullable TransportFailure transportFailure(ProcessingException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof TransportFailure known) {
                return known;
            }
        }
        LOG.log(System.Logger.Level.WARNING, "A call to AM failed unexpectedly", e);
        return null;
    }

    /** By its name in any case, which {@code getHeaderString} of Jersey minds for responses that a filter has made. */
    private static String header(Response response, String name) {
        return response.getStringHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }

    private static Duration retryAfter(String header) {
        if (header.isEmpty() || header.length() > 9 || !header.chars().allMatch(Character::isDigit)) {
            return SHORT_WHILE;
        }
        Duration wanted = Duration.ofSeconds(Math.max(1, Long.parseLong(header)));
        return wanted.compareTo(LONGEST_WAIT_AM_MAY_ASK_FOR) > 0 ? LONGEST_WAIT_AM_MAY_ASK_FOR : wanted;
    }

    @Override
    public void close() {
        isClosed = true;
        client.close();
        transport.close();
        try {
            jsonb.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "The JSON binding does not close", e);
        }
    }
}
