package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.journeyguard.JourneyException;
import org.jspecify.annotations.Nullable;

/** Maps an exception that a resource does not catch to the response that the filter would give. */
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
