package org.journeyguard.internal.web;

import java.time.Duration;
import org.journeyguard.JourneyEvent.ConnectionEnd;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.credential.Credential;
import org.jspecify.annotations.Nullable;

/** A response or WebSockets that keep delivering to a user after the filter has allowed the request. */
abstract sealed class OpenConnection permits OpenResponse, OpenSockets {
    /** Between two checks, even if it has been forgotten meanwhile. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RequestInfo requestInfo;
    private long checkAt;
    private long checkForgottenAt;
    private boolean isChecking;

    /**
     * @param requestInfo the request that opened it, read while that is possible
     */
    OpenConnection(ServletRequestInfo requestInfo) {
        this.requestInfo = requestInfo.get();
    }

    /** Returns the user's credential; null while there is no user, and then there is nothing to end. */
    abstract @Nullable Credential credential();

    /** Returns the name of the user; empty while there is none. */
    abstract String user();

    /** Returns the request that opened it. */
    final RequestInfo requestInfo() {
        return requestInfo;
    }

    abstract ConnectionEnd.Kind kind();

    /** Whether it has been closed elsewhere, at least in part. */
    abstract boolean isOver();

    /** Closes it. */
    abstract void end();

    /** Whether a check is due; a caller that gets true makes the check, and reports it to {@link #checked}. */
    final synchronized boolean takeCheck(boolean isRemembered, long now) {
        boolean isDue = now - checkForgottenAt >= 0 && (!isRemembered || now - checkAt >= 0);
        if (!isDue || isChecking) {
            return false;
        }
        isChecking = true;
        return true;
    }

    /**
     * Records a check.
     *
     * @param then when it began, in monotonic nanoseconds
     * @param next how long after that to check again; sooner if it is forgotten meanwhile
     */
    final synchronized void checked(long then, Duration next) {
        isChecking = false;
        checkAt = then + next.toNanos();
        checkForgottenAt = then + PAUSE.toNanos();
    }

    /**
     * Records that it was valid a moment ago, and schedules the next check soon.
     *
     * @param now in monotonic nanoseconds
     */
    final synchronized void confirmed(long now) {
        checkAt = now + PAUSE.toNanos();
        checkForgottenAt = now;
    }
}
