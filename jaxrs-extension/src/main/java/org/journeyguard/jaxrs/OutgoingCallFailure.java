package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.jspecify.annotations.Nullable;

/**
 * Maps failures to get a token for an outgoing call: JAX-RS wraps what {@link AccessTokenPropagation} throws. All other failures of calls
 * are left to the application.
 */
public final class OutgoingCallFailure implements ExceptionMapper<ProcessingException> {
    @Context
    private @Nullable HttpServletRequest request;

    /** Called by the JAX-RS runtime. */
    public OutgoingCallFailure() {}

    @Override
    public Response toResponse(ProcessingException e) {
        return Responses.of(meant(e).orElseThrow(() -> e), request);
    }

    private static Optional<JourneyException> meant(ProcessingException e) {
        return e.getCause() instanceof JourneyException ours ? Optional.of(ours) : Optional.empty();
    }
}
