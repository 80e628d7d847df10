package org.journeyguard.internal.http;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Sends requests by a JAX-RS client over {@link HttpClientTransport}: the last step of each call. */
final class JaxRsTransport implements Interceptor, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JaxRsTransport.class.getName());

    private final Client client;
    private volatile boolean isClosed;

    JaxRsTransport(HttpClientTransport transport) {
        this.client = ClientBuilder.newBuilder()
                // what the application or the server adds to clients must not see, log or change these calls
                .property("jakarta.ws.rs.loadServices", false)
                .property("jersey.config.client.disableAutoDiscovery", true)
                .register(transport, Integer.MAX_VALUE)
                .build();
    }

    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        try {
            Invocation.Builder call = client.target(request.url())
                    .request(request.accept())
                    .property(HttpClientTransport.DEADLINE, chain.deadline())
                    .header("X-Requested-With", "JourneyGuard");
            request.headers().forEach(call::header);
            try (Response response = request.body() == null
                    ? call.method(request.method())
                    : call.method(request.method(), Entity.entity(request.body(), request.mediaType()))) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "{0} {1}: {2}",
                        request.method(),
                        request.name(),
                        response.getStatus());
                return response(response);
            }
        } catch (ProcessingException e) {
            return failure(e);
        } catch (RuntimeException e) {
            // JAX-RS clients that are closed throw what they like
            if (!isClosed) {
                throw e;
            }
            return AmResponse.failed("the application is stopping", false, false);
        }
    }

    private static AmResponse response(Response response) {
        // JSON is UTF-8 (RFC 8259), whatever charset the response claims
        String text = response.hasEntity() ? new String(response.readEntity(byte[].class), StandardCharsets.UTF_8) : "";
        return AmResponse.of(
                response.getStatus(),
                text,
                header(response, "Retry-After"),
                date(header(response, "Date")),
                header(response, "Location"));
    }

    private static AmResponse failure(ProcessingException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof TransportFailure failure) {
                return failure.response();
            }
        }
        LOG.log(System.Logger.Level.WARNING, "A call to AM failed unexpectedly", e);
        return AmResponse.failed("call failed", true, true);
    }

    /** Finds a header by its name in any case, which {@code getHeaderString} of Jersey minds for responses that a filter made. */
    private static String header(Response response, String name) {
        return response.getStringHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }

    /** Reads the {@code Date} of a response (RFC 9110, 6.6.1), to the second; null when it is not one. */
    private static @Nullable Instant date(String header) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        client.close();
    }
}
