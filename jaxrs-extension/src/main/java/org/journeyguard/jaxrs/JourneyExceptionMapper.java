package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.journeyguard.JourneyException;
import org.jspecify.annotations.Nullable;

/** Turns an exception that a resource lets pass into the answer that the filter would give. */
public final class JourneyExceptionMapper implements ExceptionMapper<JourneyException> {
    @Context
    private @Nullable HttpServletRequest request;

    /** Called by the JAX-RS runtime. */
    public JourneyExceptionMapper() {}

    @Override
    public Response toResponse(JourneyException e) {
        return Responses.of(e, request);
    }
}
