package org.journeyguard.jaxrs;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/** Security context with the AM user as principal. Holds all it needs, so it can be used on other threads. */
final class JourneySecurityContext implements SecurityContext {
    private final RequestContext journey;
    private final boolean secure;

    JourneySecurityContext(RequestContext journey, boolean secure) {
        this.journey = journey;
        this.secure = secure;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return journey.user().orElse(null);
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        Optional<JourneyUser> user = role == null || role.equals("*") ? Optional.empty() : journey.user();
        return role != null
                && user.isPresent()
                && (role.equals("**") || user.get().roles().contains(role));
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return journey.authenticationScheme().orElse(null);
    }
}
