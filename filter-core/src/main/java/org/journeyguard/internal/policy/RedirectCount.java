package org.journeyguard.internal.policy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts redirects to AM for one target, in a cookie ({@code count.epochSecond}). A high count alone is not a loop; see {@link LoopGuard}.
 */
record RedirectCount(int count, long since) {
    static final Duration WINDOW = Duration.ofMinutes(1);

    static RedirectCount parse(@Nullable String cookie, Instant now) {
        RedirectCount fresh = new RedirectCount(0, now.getEpochSecond());
        int dot = cookie == null ? -1 : cookie.indexOf('.');
        if (cookie == null || dot < 1 || cookie.length() > 16) {
            return fresh;
        }
        try {
            int count = Integer.parseInt(cookie, 0, dot, 10);
            long since = Long.parseLong(cookie, dot + 1, cookie.length(), 10);
            long age = now.getEpochSecond() - since;
            return count < 0 || age < 0 || age >= WINDOW.toSeconds() ? fresh : new RedirectCount(count, since);
        } catch (NumberFormatException e) {
            return fresh;
        }
    }

    /** Returns when a cookie's count started; 0 if it is malformed. */
    static long since(String cookie) {
        try {
            return Long.parseLong(cookie, cookie.indexOf('.') + 1, cookie.length(), 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    RedirectCount next() {
        return new RedirectCount(count + 1, since);
    }

    String value() {
        return count + "." + since;
    }
}
