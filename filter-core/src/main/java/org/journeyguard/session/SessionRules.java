package org.journeyguard.session;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.credential.Identity;
import org.jspecify.annotations.Nullable;

/** How long an answer counts. Pure: no clock, no I/O. */
public final class SessionRules {
    /** For servers that tell no expiry: longer than AM's default of two hours, short enough to forget. */
    static final Duration ASSUMED_LIFETIME = Duration.ofHours(24);

    /** More than clocks of servers differ that are looked after at all. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

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

    /**
     * When AM can no longer say yes, even if its clock is behind ours; until then a mark of the end has to stand.
     *
     * @param now when AM has said yes, or later
     */
    public static Instant surelyOver(Identity identity, Instant now) {
        Instant end = end(identity, now);
        return end.isAfter(now) ? end.plus(CLOCKS_DIFFER_BY) : now.plus(ASSUMED_LIFETIME);
    }

    private static boolean isPast(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }
}
