package org.journeyguard;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One of a user's sessions as AM lists them. {@code toString()} does not show the handle.
 *
 * @param handle by which the session can be ended, and nothing else: {@link JourneyUser#end}
 * @param realm of the session as AM path
 * @param latestAccessAt when AM last saw it used; empty where AM does not say
 * @param idleExpiresAt when it ends if nobody uses it; empty where AM does not say
 * @param expiresAt when it ends in any case; empty where AM does not say
 */
public record SessionInfo(
        String handle,
        String realm,
        Optional<Instant> latestAccessAt,
        Optional<Instant> idleExpiresAt,
        Optional<Instant> expiresAt) {

    /** None of them is null. */
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
