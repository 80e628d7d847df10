package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.jwt.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Records which sessions ({@code sid}) and users ({@code sub}) were signed out, for longer than a sign-in or a token request can take, so
 * that an earlier answer from AM starts nothing afterwards. Code that begins a session or stores tokens checks here last, when a later
 * logout can already find what it stored. Records are made only for statements signed by AM and for users who were signed in, so unknown
 * callers can't fill the memory; none is evicted.
 */
public final class LogoutRecords {
    /** Longer than calls to AM, their retries and AM's own delay in sending logout tokens take. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final Cache<String, Boolean> endedSessions;
    private final Cache<String, Instant> endedUsers;
    private final Cache<String, Instant> departures;

    /**
     * @param signInTimeout how long a sign-in may take, from the redirect to AM to the response
     * @param nanoTime monotonic time
     */
    public LogoutRecords(Duration signInTimeout, LongSupplier nanoTime) {
        Duration lasts = lasts(signInTimeout);
        this.endedSessions = remembering(lasts, nanoTime);
        this.endedUsers = remembering(lasts, nanoTime);
        this.departures = remembering(lasts, nanoTime);
    }

    /**
     * Returns how long records last.
     *
     * @param signInTimeout how long a sign-in may take
     */
    public static Duration lasts(Duration signInTimeout) {
        return signInTimeout.plus(MARGIN);
    }

    private static <T> Cache<String, T> remembering(Duration lasts, LongSupplier nanoTime) {
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(lasts)
                .build();
    }

    /**
     * Records a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4).
     *
     * @param sid the session; empty where all of the user's have ended
     * @param subject the user; ignored where there is a {@code sid}
     * @param issuedAt by AM's clock; ends what AM issued up to then
     */
    public void addByAm(Optional<String> sid, Optional<String> subject, Instant issuedAt) {
        if (sid.isPresent()) {
            endedSessions.put(sid.get(), Boolean.TRUE);
        } else {
            subject.ifPresent(user -> later(endedUsers, Subject.plain(user), issuedAt));
        }
    }

    /**
     * Records that a user has signed out here. Pending sign-ins to the same session at AM, or all of the user's, are not completed.
     *
     * @param idToken that the session began with
     * @param isEverywhere whether all sessions of the user end
     * @param now by our clock
     */
    public void add(Claims idToken, boolean isEverywhere, Instant now) {
        idToken.text("sid").ifPresent(sid -> later(departures, session(sid), now));
        if (isEverywhere) {
            idToken.text("sub").ifPresent(user -> later(departures, user(user), now));
        }
    }

    private static void later(Cache<String, Instant> records, String key, Instant time) {
        records.asMap().merge(key, time, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Whether AM has said that an ID token's session has ended, or all sessions that its user had when it was issued. */
    public boolean hasEnded(Claims idToken) {
        if (idToken.text("sid")
                .filter(sid -> endedSessions.getIfPresent(sid) != null)
                .isPresent()) {
            return true;
        }
        Instant until = idToken.text("sub")
                .map(user -> endedUsers.getIfPresent(Subject.plain(user)))
                .orElse(null);
        return until != null && !idToken.time("iat").orElse(Instant.MIN).isAfter(until);
    }

    /**
     * Whether a sign-in is too late, because its session or user was signed out after the redirect to AM.
     *
     * @param idToken that resulted from it
     * @param departedAt when the browser was redirected, by our clock
     */
    public boolean isOutdated(Claims idToken, Instant departedAt) {
        return hasEnded(idToken)
                || isOutdated(idToken.text("sid").map(LogoutRecords::session).orElse(null), departedAt)
                || isOutdated(idToken.text("sub").map(LogoutRecords::user).orElse(null), departedAt);
    }

    private boolean isOutdated(@Nullable String key, Instant departedAt) {
        Instant until = key == null ? null : departures.getIfPresent(key);
        return until != null && !departedAt.isAfter(until);
    }

    private static String session(String sid) {
        return "sid|" + sid;
    }

    private static String user(String subject) {
        return "sub|" + Subject.plain(subject);
    }
}
