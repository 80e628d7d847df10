package org.journeyguard.credential;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose session it is, by AM's word.
 *
 * @param name AM's {@code username} or {@code uid}
 * @param realm the session's realm as AM path, which need not be the configured one
 * @param universalId AM's universal id; null where the server's API does not tell
 * @param latestAccessAt when AM last saw the session used; null where unknown
 * @param idleExpiresAt end of the session if unused; null where unknown
 * @param expiresAt end of the session in any case; null where unknown
 * @param attributes AM's session properties that it shows unasked
 */
public record Identity(
        String name,
        String realm,
        @Nullable String universalId,
        @Nullable Instant latestAccessAt,
        @Nullable Instant idleExpiresAt,
        @Nullable Instant expiresAt,
        Map<String, String> attributes) {

    /** Copies the attributes. */
    public Identity {
        attributes = Map.copyOf(attributes);
    }

    /** What an {@code HttpSession} is bound to: stays the same through a session upgrade, differs between users. */
    public String owner() {
        return realm + "|" + (universalId == null ? name : universalId);
    }
}
