package org.journeyguard.jaxrs;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.servlet.Passage;
import org.jspecify.annotations.Nullable;

/** The security context with our principal; holds what it needs, so it may be used on another thread. */
final class JourneySecurityContext implements SecurityContext {
    private final Passage passage;
    private final boolean secure;

    JourneySecurityContext(Passage passage, boolean secure) {
        this.passage = passage;
        this.secure = secure;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return passage.user().orElse(null);
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        Optional<JourneyUser> user = role == null || role.equals("*") ? Optional.empty() : passage.user();
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
        return passage.authenticationScheme().orElse(null);
    }
}
