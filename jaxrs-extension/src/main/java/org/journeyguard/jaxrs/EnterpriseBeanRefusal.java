package org.journeyguard.jaxrs;

import jakarta.ejb.EJBAccessException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/** Answers refusals by the container at an enterprise bean in the same way as the library's own; the container would send a 500. */
public final class EnterpriseBeanRefusal implements ExceptionMapper<EJBAccessException> {
    @Context
    private @Nullable HttpServletRequest request;

    /** Called by the JAX-RS runtime. */
    public EnterpriseBeanRefusal() {}

    @Override
    public Response toResponse(EJBAccessException refused) {
        boolean isSignedIn = request != null
                && RequestContext.of(request).flatMap(RequestContext::user).isPresent();
        JourneyException meant = isSignedIn
                ? new AccessDenied("The container denies the user access to an enterprise bean")
                : new AuthenticationRequired("An enterprise bean requires a user, but no user is signed in");
        return Responses.of(meant, request);
    }
}
