package org.journeyguard.jaxrs;

import jakarta.ws.rs.core.Response;
import org.journeyguard.decide.HttpAnswer;

/** Turns an answer into a JAX-RS response. */
final class Responses {
    private Responses() {}

    static Response of(HttpAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (!answer.body().isEmpty()) {
            response.type(answer.contentType()).entity(answer.body());
        }
        return response.build();
    }
}
