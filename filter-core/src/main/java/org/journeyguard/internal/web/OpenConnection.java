package org.journeyguard.internal.web;

import java.time.Duration;
import org.journeyguard.JourneyEvent.ConnectionEnd;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.credential.Credential;
import org.jspecify.annotations.Nullable;

/** A response or WebSockets that go on delivering to a user after the filter has let a request in. */
abstract sealed class OpenConnection permits OpenResponse, OpenSockets {
    /** Between two questions, also where it has been forgotten meanwhile. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RequestInfo occasion;
    private long checkAt;
    private long checkForgottenAt;
    private boolean isChecking;

    /**
     * @param occasion the request that opened it, read while it could be
     */
    OpenConnection(ServletRequestInfo occasion) {
        this.occasion = occasion.get();
    }

    /** What the user is known by; null while nobody is, and then there is nothing to end. */
    abstract @Nullable Credential credential();

    /** Name of the user; empty while nobody is. */
    abstract String user();

    /** The request that opened it. */
    final RequestInfo occasion() {
        return occasion;
    }

    abstract ConnectionEnd.Kind kind();

    /** Whether others have closed it, at least in part. */
    abstract boolean isOver();

    /** Closes it. */
    abstract void end();

    /** Whether it is time to ask; whoever gets true does, and says so with {@link #checked}. */
    final synchronized boolean takeCheck(boolean isRemembered, long now) {
        boolean isDue = now - checkForgottenAt >= 0 && (!isRemembered || now - checkAt >= 0);
        if (!isDue || isChecking) {
            return false;
        }
        isChecking = true;
        return true;
    }

    /**
     * It was asked about.
     *
     * @param then when that began, in monotonic nanoseconds
     * @param next how long after that to ask again; sooner where it is forgotten meanwhile
     */
    final synchronized void checked(long then, Duration next) {
        isChecking = false;
        checkAt = then + next.toNanos();
        checkForgottenAt = then + PAUSE.toNanos();
    }

    /**
     * It was good a moment ago, and is asked about soon.
     *
     * @param now in monotonic nanoseconds
     */
    final synchronized void confirmed(long now) {
        checkAt = now + PAUSE.toNanos();
        checkForgottenAt = now;
    }
}
