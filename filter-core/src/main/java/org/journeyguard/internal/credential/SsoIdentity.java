package org.journeyguard.internal.credential;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user of an AM session, as AM states it.
 *
 * @param name AM's {@code username} or {@code uid}
 * @param realm the session's realm as AM path, which need not be the configured one
 * @param universalId AM's universal id; null where the server's API does not tell
 * @param latestAccessAt when AM last saw the session used; null where unknown
 * @param idleExpiresAt end of the session if unused; null where unknown
 * @param expiresAt end of the session in any case; null where unknown
 * @param asOf when AM stated it, by its own clock, which is the one that its times mean; null where it does not tell
 * @param attributes AM's session properties that it shows unasked
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

    /** Stays the same through a session upgrade. */
    @Override
    public String owner() {
        return realm + "|" + (universalId == null ? name : universalId);
    }
}
