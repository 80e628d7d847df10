package org.journeyguard.jaxrs;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Set;
import org.journeyguard.Token;

/**
 * Repeats a call after a 401.
 *
 * @param call the first call
 * @param answer the response to the first call; replaced by that to the second
 */
record RetryOnUnauthorized(ClientRequestContext call, ClientResponseContext answer) {
    /** RFC 9110, 9.2.2. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /** Returns whether the call is idempotent and its content can be sent again. */
    static boolean isPossible(ClientRequestContext call) {
        Object entity = call.getEntity();
        boolean isUsedUp =
                entity instanceof InputStream || entity instanceof Reader || entity instanceof StreamingOutput;
        return IDEMPOTENT.contains(call.getMethod()) && !isUsedUp;
    }

    void with(Token token) throws IOException {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>(call.getHeaders());
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.accessToken());
        Invocation.Builder again = call.getClient()
                .target(call.getUri())
                .request()
                .headers(headers)
                .property(Redirects.FOLLOW_REDIRECTS, false);
        Response second = call.hasEntity() ? again.method(call.getMethod(), entity()) : again.method(call.getMethod());
        if (answer.hasEntity()) {
            answer.getEntityStream().close();
        }
        answer.setStatusInfo(second.getStatusInfo());
        answer.getHeaders().clear();
        answer.getHeaders().putAll(second.getStringHeaders());
        answer.setEntityStream(second.readEntity(InputStream.class));
    }

    private Entity<?> entity() {
        return Entity.entity(
                new GenericEntity<>(call.getEntity(), call.getEntityType()),
                call.getMediaType(),
                call.getEntityAnnotations());
    }
}
