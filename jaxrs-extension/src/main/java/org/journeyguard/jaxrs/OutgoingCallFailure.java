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
 * Answers what kept an outgoing call from having a token: JAX-RS wraps what {@link AccessTokenPropagation} throws. All other failures of
 * calls are the application's.
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
