package org.journeyguard.internal.appsession;

import java.time.Duration;
import java.time.Instant;

/** Rules for the lifetime of app sessions. Pure: no clock, no I/O. */
final class AppSessionRules {
    private static final Duration LONGEST_UNNOTED = Duration.ofMinutes(1);

    private AppSessionRules() {}

    /**
     * Returns whether a session has expired.
     *
     * @param endsAt absolute expiry
     * @param usedAt last use
     * @param idleTime how long it may stay unused
     */
    static boolean isOver(Instant endsAt, Instant usedAt, Duration idleTime, Instant now) {
        return !now.isBefore(endsAt) || !now.isBefore(usedAt.plus(idleTime));
    }

    /** Returns how long uses are not stored: a minute, or a quarter of the idle time if that is shorter. */
    static Duration unnoted(Duration idleTime) {
        Duration quarter = idleTime.dividedBy(4);
        return quarter.compareTo(LONGEST_UNNOTED) < 0 ? quarter : LONGEST_UNNOTED;
    }

    /** Returns how long the store keeps a session whose last stored use is now; uses that are not stored extend it too. */
    static Duration kept(Instant endsAt, Duration idleTime, Instant now) {
        Duration unused = idleTime.plus(unnoted(idleTime)).plus(LONGEST_UNNOTED);
        Duration left = Duration.between(now, endsAt);
        return left.compareTo(unused) < 0 ? left : unused;
    }
}
