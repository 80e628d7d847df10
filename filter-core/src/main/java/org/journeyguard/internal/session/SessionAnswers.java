package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.validation.AnswerCache;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether AM's cached answer about a session still applies.
 *
 * @param onUse records the use of a session
 * @param validationExtendsSession whether the server treats every validation as use
 * @param clock for the expiry of sessions
 * @param nanoTime monotonic time, for how long an answer is trusted
 */
record SessionAnswers(
        SessionCache cache,
        UseListener onUse,
        BooleanSupplier validationExtendsSession,
        Clock clock,
        LongSupplier nanoTime)
        implements AnswerCache<SsoToken, SsoIdentity> {

    /** Records the use of a session. */
    @FunctionalInterface
    interface UseListener {
        /**
         * Records a use.
         *
         * @param now in monotonic nanoseconds
         */
        void used(SsoToken token, KnownSession session, long now);
    }

    @Override
    public @Nullable Authentication<SsoIdentity> find(SsoToken token, boolean isUse) {
        KnownSession session = cache.known(token);
        if (session == null) {
            return cache.isRefused(token) ? Authentication.refused() : null;
        }
        long now = nanoTime.getAsLong();
        if (session.isBelievable(now, clock.millis())) {
            if (isUse) {
                onUse.used(token, session, now);
            }
            return session.authentication();
        }
        return !isUse && isUnusedHere(session, now) ? Authentication.refused() : null;
    }

    @Override
    public boolean isKnown(SsoToken token) {
        return cache.known(token) != null;
    }

    /**
     * Returns whether a session has not been used here for its idle time. Where AM treats every validation as use, a validation for another
     * reason would keep the session alive forever.
     */
    private boolean isUnusedHere(KnownSession session, long now) {
        Duration idleTime = SessionRules.idleTime(session.identity());
        return idleTime != null
                && validationExtendsSession.getAsBoolean()
                && now - session.usedAt() >= idleTime.toNanos();
    }
}
