package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.ExactToken;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** Records AM's answers: how long a session is trusted, and when AM must next be told of its use. */
final class SessionRecorder {
    private final SessionCache cache;
    private final String realm;
    private final Duration ttl;
    private final Duration threshold;
    private final BooleanSupplier validationExtendsSession;
    private final Clock clock;

    /**
     * @param realm whose sessions are accepted
     * @param validationExtendsSession whether the server treats every validation as use
     */
    SessionRecorder(
            SessionCache cache,
            String realm,
            SessionSettings settings,
            BooleanSupplier validationExtendsSession,
            Clock clock) {
        this.cache = cache;
        this.realm = realm;
        this.ttl = settings.cacheTtl();
        this.threshold = settings.threshold();
        this.validationExtendsSession = validationExtendsSession;
        this.clock = clock;
    }

    /** Why and how AM was asked. */
    enum CallPurpose {
        /** Not because of use. */
        PASSIVE,
        /** Because the session is used. */
        ACTIVE,
        /** To keep the session alive. */
        KEEP_ALIVE,
        /** To keep the session alive, which AM does not support. */
        KEEP_ALIVE_UNSUPPORTED
    }

    /**
     * Records an answer for as long as it is valid.
     *
     * @param now when AM was asked, in monotonic nanoseconds
     * @return the answer
     */
    Authentication<SsoIdentity> record(
            SsoToken token, long now, Authentication<SsoIdentity> answer, CallPurpose purpose) {
        if (answer.isRefused()) {
            cache.refused(token);
        } else if (answer instanceof Authentication.Authenticated<SsoIdentity> valid) {
            Instant amTime = valid.identity().asOf();
            // if AM's clock is wrong, a live session may look expired; then ours is used
            boolean isAmTimePlausible = amTime != null && isPositive(SessionRules.left(valid.identity(), amTime));
            Instant asOf = amTime != null && isAmTimePlausible ? amTime : clock.instant();
            Duration left = SessionRules.left(valid.identity(), asOf);
            // a session already expired by its own times is valid now, but not remembered
            if (isPositive(left)) {
                KnownSession before = cache.known(token);
                KnownSession session = new KnownSession(
                        ExactToken.of(token),
                        valid,
                        now + Math.min(ttl.toNanos(), left.toNanos()),
                        clock.millis() + left.toMillis(),
                        use(valid.identity(), asOf, now, purpose, before));
                if (before != null) {
                    session.detailsOf(before);
                }
                cache.confirmed(token, session, now, SessionRules.leftAtMost(valid.identity(), asOf));
            }
        }
        return answer;
    }

    private KnownSession.Use use(
            SsoIdentity identity, Instant asOf, long now, CallPurpose purpose, @Nullable KnownSession before) {
        Duration pause = SessionRules.untilKeepAlive(identity, asOf, threshold);
        Duration atLeast = SessionRules.betweenKeepAlives(identity);
        boolean wasExtended = purpose == CallPurpose.KEEP_ALIVE || validationExtendsSession.getAsBoolean();
        boolean isUnsupported = purpose == CallPurpose.KEEP_ALIVE_UNSUPPORTED;
        if (isUnsupported) {
            pause = KeepAliveResult.UNSUPPORTED_FOR;
        } else if (wasExtended && pause.compareTo(atLeast) < 0) {
            pause = atLeast;
        }
        KnownSession.Use use = new KnownSession.Use(
                purpose == CallPurpose.PASSIVE && before != null ? before.usedAt() : now,
                now + pause.toNanos(),
                identity.realm().equals(realm),
                isUnsupported);
        boolean isValidationOnly = purpose == CallPurpose.PASSIVE || purpose == CallPurpose.ACTIVE;
        return isValidationOnly && before != null ? before.followedBy(use) : use;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
