package org.journeyguard.it.smoke;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.journeyguard.JourneyUser;

/** One for all requests, and of each it knows the user. */
@Provider
public class ContextFilter implements ContainerResponseFilter {
    @Context
    @SuppressWarnings("NullAway.Init")
    private JourneyUser user;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getSecurityContext().getUserPrincipal() != null) {
            response.getHeaders().putSingle("X-User", user.getName());
        }
    }
}
