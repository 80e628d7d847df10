package org.journeyguard.internal.credential;

import java.time.Instant;
import java.util.Set;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;

/**
 * The user or client of an access token and what it was granted, as AM states it.
 *
 * @param name of the user, or the id of a client that acts for itself
 * @param realm as an AM path
 * @param isClient whether a client acts for itself
 * @param scope that was granted
 * @param claims all that AM states
 * @param expiresAt null where AM does not say
 * @param certificate SHA-256 of the only client certificate that may present it, in base64url (RFC 8705, 3.1); null for any or none
 */
public record TokenIdentity(
        String name,
        String realm,
        boolean isClient,
        Set<String> scope,
        Claims claims,
        @Nullable Instant expiresAt,
        @Nullable String certificate)
        implements Identity {

    /** Copies the scope. */
    public TokenIdentity {
        scope = Set.copyOf(scope);
    }

    /** Never equal to the owner of a session, where users have signed in themselves. */
    @Override
    public String owner() {
        return realm + "|" + (isClient ? "client|" : "token|") + name;
    }
}
