package org.journeyguard.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.journeyguard.internal.web.CallerIdentity;

/** Passes the caller's identity to the container. Makes no access decision: the filter does. Not a bean unless configured. */
public class JourneyMechanism implements HttpAuthenticationMechanism {

    /** Called by the container. */
    public JourneyMechanism() {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return CallerIdentity.of(request)
                .map(caller -> context.notifyContainerAboutLogin(new CallerPrincipal(caller.name()), caller.roles()))
                .orElseGet(context::doNothing);
    }
}
