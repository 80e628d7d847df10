package org.journeyguard.internal.credential;

import java.time.Instant;
import java.util.Set;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;

/**
 * Whose access token it is and what it was granted, by AM's word.
 *
 * @param name of the user, or the id of a client that acts for itself
 * @param realm as AM path
 * @param isClient whether it is a client that acts for itself
 * @param scope what it was granted
 * @param claims all that is stated
 * @param expiresAt null where AM does not tell
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

    /** Never the same as that of a session, where users have signed in themselves. */
    @Override
    public String owner() {
        return realm + "|" + (isClient ? "client|" : "token|") + name;
    }
}
