package org.journeyguard.internal.session;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.internal.credential.SsoIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Decides how long an answer is valid and when AM must be told that a session is in use. Pure: no clock, no I/O. AM's times are compared
 * with AM's own clock ({@code asOf}) and returned as durations, so that a difference between its clock and ours does not matter.
 */
public final class SessionRules {
    /** For servers that state no expiry: longer than AM's default of two hours, short enough to forget. */
    static final Duration ASSUMED_LIFETIME = Duration.ofHours(24);

    /** More than the clocks of maintained servers differ. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    /** AM itself records the use of a session no more often than this (PingAM 8, Sessions guide). */
    static final Duration LONGEST_BETWEEN_KEEP_ALIVES = Duration.ofMinutes(1);

    /** AM can be configured to let sessions live for thousands of years, which overflows nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(366);

    private SessionRules() {}

    /**
     * Returns how long AM will keep the session if it is not used.
     *
     * @param asOf AM's clock when it answered
     * @return not positive when it has expired
     */
    static Duration left(SsoIdentity identity, Instant asOf) {
        Duration atMost = leftAtMost(identity, asOf);
        Instant idleEnd = identity.idleExpiresAt();
        return idleEnd == null ? atMost : shorter(Duration.between(asOf, idleEnd), atMost);
    }

    /** Returns how long AM will keep the session, however much it is used; an assumption where AM does not say. */
    static Duration leftAtMost(SsoIdentity identity, Instant asOf) {
        Instant end = identity.expiresAt();
        return end == null ? ASSUMED_LIFETIME : shorter(Duration.between(asOf, end), LONGEST);
    }

    /** Returns how long a session may go unused; null where AM does not say. */
    static @Nullable Duration idleTime(SsoIdentity identity) {
        Instant since = identity.latestAccessAt();
        Instant until = identity.idleExpiresAt();
        return since == null || until == null || until.isBefore(since)
                ? null
                : shorter(Duration.between(since, until), LONGEST);
    }

    /** Returns the least time between two keep-alive calls: a minute, or a quarter of the idle time where that is less. */
    static Duration betweenKeepAlives(SsoIdentity identity) {
        Duration idleTime = idleTime(identity);
        return idleTime == null
                ? LONGEST_BETWEEN_KEEP_ALIVES
                : shorter(idleTime.dividedBy(4), LONGEST_BETWEEN_KEEP_ALIVES);
    }

    /**
     * Returns how long a session may be used before AM must be told.
     *
     * @param asOf AM's clock when it answered
     * @param threshold remaining idle time below which a keep-alive call is urgent
     * @return zero if AM must be told of the next use at once
     */
    static Duration untilKeepAlive(SsoIdentity identity, Instant asOf, Duration threshold) {
        Duration pause = betweenKeepAlives(identity);
        Instant since = identity.latestAccessAt();
        if (since != null) {
            pause = pause.minus(Duration.between(since, asOf));
        }
        Instant idleEnd = identity.idleExpiresAt();
        if (idleEnd != null) {
            pause = shorter(pause, Duration.between(asOf, idleEnd).minus(threshold));
        }
        return pause.isNegative() ? Duration.ZERO : shorter(pause, betweenKeepAlives(identity));
    }

    /**
     * Returns how long it takes until AM can no longer accept a session; a tombstone has to last until then.
     *
     * @param left how long the session can last according to AM; null where unknown
     */
    public static Duration untilExpiredAtAm(@Nullable Duration left) {
        return left == null ? ASSUMED_LIFETIME : left.plus(CLOCKS_DIFFER_BY);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
