package org.journeyguard.internal.credential;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user of an AM session, as AM states it.
 *
 * @param name AM's {@code username} or {@code uid}
 * @param realm the session's realm as an AM path, which need not be the configured one
 * @param universalId AM's universal id; null where the server's API does not return it
 * @param latestAccessAt when AM last saw the session used; null where unknown
 * @param idleExpiresAt when the session expires if unused; null where unknown
 * @param expiresAt when the session expires in any case; null where unknown
 * @param asOf when AM stated this, by AM's own clock, which its times refer to; null where AM does not say
 * @param attributes the session properties that AM returns by default
 */
public record SsoIdentity(
        String name,
        String realm,
        @Nullable String universalId,
        @Nullable Instant latestAccessAt,
        @Nullable Instant idleExpiresAt,
        @Nullable Instant expiresAt,
        @Nullable Instant asOf,
        Map<String, String> attributes)
        implements Identity {

    /** Copies the attributes. */
    public SsoIdentity {
        attributes = Map.copyOf(attributes);
    }

    /** Stays unchanged through a session upgrade. */
    @Override
    public String owner() {
        return realm + "|" + (universalId == null ? name : universalId);
    }
}
