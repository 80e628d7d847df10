package org.journeyguard.session;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.credential.Identity;
import org.jspecify.annotations.Nullable;

/** How long an answer counts. Pure: no clock, no I/O. */
public final class SessionRules {
    /** For servers that tell no expiry: longer than AM's default of two hours, short enough to forget. */
    static final Duration ASSUMED_LIFETIME = Duration.ofHours(24);

    private SessionRules() {}

    /** Whether by AM's own word the session has ended: unused for too long, or at its maximum. */
    public static boolean hasEnded(Identity identity, Instant now) {
        return isPast(identity.idleExpiresAt(), now) || isPast(identity.expiresAt(), now);
    }

    /** When the session ends in any case; assumed where AM does not say. */
    public static Instant end(Identity identity, Instant now) {
        Instant end = identity.expiresAt();
        return end == null ? now.plus(ASSUMED_LIFETIME) : end;
    }

    private static boolean isPast(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }
}
