package org.journeyguard.internal.signin;

import java.time.Duration;
import java.time.Instant;

/** How long the application's own sessions last. Pure: no clock, no I/O. */
final class AppSessionRules {
    private static final Duration LONGEST_UNNOTED = Duration.ofMinutes(1);

    private AppSessionRules() {}

    /**
     * Whether a session is over.
     *
     * @param endsAt in any case
     * @param usedAt last
     * @param idleTime how long it may go unused
     */
    static boolean isOver(Instant endsAt, Instant usedAt, Duration idleTime, Instant now) {
        return !now.isBefore(endsAt) || !now.isBefore(usedAt.plus(idleTime));
    }

    /** For how long use is not written down: a minute, or a quarter of the idle time where that is less. */
    static Duration unnoted(Duration idleTime) {
        Duration quarter = idleTime.dividedBy(4);
        return quarter.compareTo(LONGEST_UNNOTED) < 0 ? quarter : LONGEST_UNNOTED;
    }

    /** How long a session is kept that was last used now by what is written down: its unnoted use prolongs it too. */
    static Duration kept(Instant endsAt, Duration idleTime, Instant now) {
        Duration unused = idleTime.plus(unnoted(idleTime)).plus(LONGEST_UNNOTED);
        Duration left = Duration.between(now, endsAt);
        return left.compareTo(unused) < 0 ? left : unused;
    }
}
