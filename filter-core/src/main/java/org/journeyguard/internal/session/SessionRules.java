package org.journeyguard.internal.session;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.internal.credential.SsoIdentity;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer counts, and when AM is to hear that a session is in use. Pure: no clock, no I/O. AM's points of time
 * are compared with AM's own clock ({@code asOf}) and come out as durations, so that it does not matter how its clock and ours differ.
 */
public final class SessionRules {
    /** For servers that tell no expiry: longer than AM's default of two hours, short enough to forget. */
    static final Duration ASSUMED_LIFETIME = Duration.ofHours(24);

    /** More than clocks of servers differ that are looked after at all. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    /** AM itself notes the use of a session no more often than that (PingAM 8, Sessions guide). */
    static final Duration LONGEST_BETWEEN_TOUCHES = Duration.ofMinutes(1);

    /** AM can be told to let sessions live for thousands of years, which no nanoseconds count. */
    static final Duration LONGEST = Duration.ofDays(366);

    private SessionRules() {}

    /**
     * How long the session lives by AM's own word if nobody uses it.
     *
     * @param asOf AM's clock when it answered
     * @return not positive when it has ended
     */
    static Duration left(SsoIdentity identity, Instant asOf) {
        Duration atMost = leftAtMost(identity, asOf);
        Instant idleEnd = identity.idleExpiresAt();
        return idleEnd == null ? atMost : shorter(Duration.between(asOf, idleEnd), atMost);
    }

    /** As {@link #left}, however much it is used; assumed where AM does not say. */
    static Duration leftAtMost(SsoIdentity identity, Instant asOf) {
        Instant end = identity.expiresAt();
        return end == null ? ASSUMED_LIFETIME : shorter(Duration.between(asOf, end), LONGEST);
    }

    /** How long a session may go unused; null where AM does not say. */
    static @Nullable Duration idleTime(SsoIdentity identity) {
        Instant since = identity.latestAccessAt();
        Instant until = identity.idleExpiresAt();
        return since == null || until == null || until.isBefore(since)
                ? null
                : shorter(Duration.between(since, until), LONGEST);
    }

    /** How long after a touch the next one may come: a minute, or a quarter of the idle time where that is less. */
    static Duration betweenTouches(SsoIdentity identity) {
        Duration idleTime = idleTime(identity);
        return idleTime == null ? LONGEST_BETWEEN_TOUCHES : shorter(idleTime.dividedBy(4), LONGEST_BETWEEN_TOUCHES);
    }

    /**
     * How long a session may be used before AM has to hear of it.
     *
     * @param asOf AM's clock when it answered
     * @param threshold idle time left that makes it urgent
     * @return zero when AM has to hear of the next use at once
     */
    static Duration untilTouch(SsoIdentity identity, Instant asOf, Duration threshold) {
        Duration pause = betweenTouches(identity);
        Instant since = identity.latestAccessAt();
        if (since != null) {
            pause = pause.minus(Duration.between(since, asOf));
        }
        Instant idleEnd = identity.idleExpiresAt();
        if (idleEnd != null) {
            pause = shorter(pause, Duration.between(asOf, idleEnd).minus(threshold));
        }
        return pause.isNegative() ? Duration.ZERO : shorter(pause, betweenTouches(identity));
    }

    /**
     * How long it takes until AM can surely no longer say yes; until then a mark of the end has to stand.
     *
     * @param left how long the session can last by AM's word; null where that is not known
     */
    public static Duration surelyOver(@Nullable Duration left) {
        return left == null ? ASSUMED_LIFETIME : left.plus(CLOCKS_DIFFER_BY);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
