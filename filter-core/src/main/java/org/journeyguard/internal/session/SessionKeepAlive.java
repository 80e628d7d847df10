package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.validation.SingleFlightValidator;

/** Keeps sessions that are in use alive at AM; calls AM in the background while its last answer is still trusted. */
final class SessionKeepAlive {
    private final AmClient am;
    private final CookieName cookieName;
    private final SessionCache cache;
    private final SessionRecorder recorder;
    private final CallLimiter limiter;
    private final BackgroundTasks background;
    private final Tombstones tombstones;
    private final SingleFlight<TokenDigest, Authentication<SsoIdentity>> flights;
    private final Duration patience;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * @param tombstones ended sessions, which are not kept alive
     * @param flights the validations in progress, including keep-alive calls
     * @param patience how long a caller waits for another caller's validation
     */
    SessionKeepAlive(
            AmClient am,
            CookieName cookieName,
            SessionCache cache,
            SessionRecorder recorder,
            CallLimiter limiter,
            BackgroundTasks background,
            Tombstones tombstones,
            SingleFlight<TokenDigest, Authentication<SsoIdentity>> flights,
            Duration patience,
            Clock clock,
            LongSupplier nanoTime) {
        this.am = am;
        this.cookieName = cookieName;
        this.cache = cache;
        this.recorder = recorder;
        this.limiter = limiter;
        this.background = background;
        this.tombstones = tombstones;
        this.flights = flights;
        this.patience = patience;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Records the use of a session, and makes a keep-alive call in the background if one is due.
     *
     * @param now in monotonic nanoseconds
     */
    void use(SsoToken token, KnownSession session, long now) {
        session.use(now);
        if (session.isKeepAliveDue(now)
                && am.canKeepAlive()
                && !tombstones.has(token)
                && session.claimKeepAlive(now)
                && !background.submit(() -> callInBackground(token, session))) {
            session.keepAliveEnded(now + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    private void callInBackground(SsoToken token, KnownSession session) {
        try {
            flights.run(
                    token.fingerprint(),
                    () -> callIfStillKnown(token, session),
                    patience,
                    SingleFlightValidator::noAnswer);
        } finally {
            session.keepAliveEnded(nanoTime.getAsLong() + BackgroundTasks.RETRY_AFTER.toNanos());
        }
    }

    /** Skips the call if AM was asked, or the session ended, while it was queued. */
    private Authentication<SsoIdentity> callIfStillKnown(SsoToken token, KnownSession session) {
        if (tombstones.has(token)) {
            return Authentication.refused();
        }
        KnownSession current = cache.known(token);
        if (current != session) {
            return current != null && current.isBelievable(nanoTime.getAsLong(), clock.millis())
                    ? current.authentication()
                    : SingleFlightValidator.noAnswer();
        }
        return limiter.run(
                Priority.CONFIRMED,
                () -> tombstones.has(token) ? Authentication.refused() : call(token),
                SingleFlightValidator::noAnswer);
    }

    /** Makes a keep-alive call, which also validates the session. */
    Authentication<SsoIdentity> call(SsoToken token) {
        long now = nanoTime.getAsLong();
        KeepAliveResult result = am.keepAlive(token, cookieName.get());
        return recorder.record(
                token,
                now,
                result.answer(),
                result.isSupported()
                        ? SessionRecorder.CallPurpose.KEEP_ALIVE
                        : SessionRecorder.CallPurpose.KEEP_ALIVE_UNSUPPORTED);
    }
}
