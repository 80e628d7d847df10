package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.config.JourneyConfig;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** Makes what is remembered of AM's answers: how long a yes is believed, and when AM is to hear of the session's use again. */
final class SessionRecorder {
    private final SessionCache cache;
    private final String realm;
    private final Duration ttl;
    private final Duration threshold;
    private final BooleanSupplier validationExtendsSession;
    private final Clock clock;

    /**
     * @param realm whose sessions are accepted
     * @param validationExtendsSession whether the server takes every question for use
     */
    SessionRecorder(
            SessionCache cache,
            String realm,
            JourneyConfig.Sessions settings,
            BooleanSupplier validationExtendsSession,
            Clock clock) {
        this.cache = cache;
        this.realm = realm;
        this.ttl = settings.cacheTtl();
        this.threshold = settings.threshold();
        this.validationExtendsSession = validationExtendsSession;
        this.clock = clock;
    }

    /** Why, and how, AM was asked. */
    enum Asking {
        /** For what is no use of the session. */
        PASSIVELY,
        /** For a use of it. */
        FOR_USE,
        /** So that AM hears of its use. */
        WITH_A_TOUCH,
        /** The same, and AM has no way to hear of it. */
        WITH_A_TOUCH_IN_VAIN
    }

    /**
     * Remembers an answer, as long as it counts.
     *
     * @param now when AM was asked, in monotonic nanoseconds
     * @return the answer
     */
    Authentication<SsoIdentity> record(SsoToken token, long now, Authentication<SsoIdentity> answer, Asking asking) {
        if (answer.isRefused()) {
            cache.refused(token);
        } else if (answer instanceof Authentication.Authenticated<SsoIdentity> valid) {
            Instant told = valid.identity().asOf();
            // by a clock of AM's that is wrong a session may be over that is not; then ours has to do
            boolean isTold = told != null && isPositive(SessionRules.left(valid.identity(), told));
            Instant asOf = told != null && isTold ? told : clock.instant();
            Duration left = SessionRules.left(valid.identity(), asOf);
            // a yes that is over by its own times counts now, but is not remembered
            if (isPositive(left)) {
                KnownSession before = cache.known(token);
                KnownSession session = new KnownSession(
                        token.fingerprint(),
                        valid,
                        now + Math.min(ttl.toNanos(), left.toNanos()),
                        clock.millis() + left.toMillis(),
                        use(valid.identity(), asOf, now, asking, before));
                if (before != null) {
                    session.detailsOf(before);
                }
                cache.confirmed(token, session, now, SessionRules.leftAtMost(valid.identity(), asOf));
            }
        }
        return answer;
    }

    private KnownSession.Use use(
            SsoIdentity identity, Instant asOf, long now, Asking asking, @Nullable KnownSession before) {
        Duration pause = SessionRules.untilTouch(identity, asOf, threshold);
        Duration atLeast = SessionRules.betweenTouches(identity);
        boolean wasTouched = asking == Asking.WITH_A_TOUCH || validationExtendsSession.getAsBoolean();
        boolean isVain = asking == Asking.WITH_A_TOUCH_IN_VAIN;
        if (isVain) {
            pause = KeepAliveResult.UNSUPPORTED_FOR;
        } else if (wasTouched && pause.compareTo(atLeast) < 0) {
            pause = atLeast;
        }
        KnownSession.Use use = new KnownSession.Use(
                asking == Asking.PASSIVELY && before != null ? before.usedAt() : now,
                now + pause.toNanos(),
                identity.realm().equals(realm),
                isVain);
        boolean isAskedOnly = asking == Asking.PASSIVELY || asking == Asking.FOR_USE;
        return isAskedOnly && before != null ? before.followedBy(use) : use;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
