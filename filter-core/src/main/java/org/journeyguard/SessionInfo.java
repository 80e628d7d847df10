package org.journeyguard;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One of a user's sessions as AM lists them. {@code toString()} does not show the handle.
 *
 * @param handle for {@link JourneyUser#end}, and of no other use
 * @param realm of the session as AM path
 * @param latestAccessAt when AM last saw it used; empty when AM does not state it
 * @param idleExpiresAt when it ends if it is not used; empty when AM does not state it
 * @param expiresAt when it ends in any case; empty when AM does not state it
 */
public record SessionInfo(
        String handle,
        String realm,
        Optional<Instant> latestAccessAt,
        Optional<Instant> idleExpiresAt,
        Optional<Instant> expiresAt) {

    /** Creates an entry; no value is null. */
    public SessionInfo {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(latestAccessAt, "latestAccessAt");
        Objects.requireNonNull(idleExpiresAt, "idleExpiresAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String toString() {
        return "SessionInfo(realm " + realm
                + latestAccessAt.map(at -> ", used " + at).orElse("") + ")";
    }
}
