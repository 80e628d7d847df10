package org.journeyguard.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.config.SessionSettings;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.jspecify.annotations.Nullable;

/** Records AM's answers: how long a session is trusted, and when AM next has to learn of its use. */
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
    enum Asking {
        /** Not because of use. */
        PASSIVELY,
        /** Because the session is used. */
        FOR_USE,
        /** To keep the session alive. */
        WITH_A_TOUCH,
        /** To keep the session alive, which AM does not support. */
        WITH_A_TOUCH_IN_VAIN
    }

    /**
     * Records an answer for as long as it is valid.
     *
     * @param now when AM was asked, in monotonic nanoseconds
     * @return the answer
     */
    Authentication<SsoIdentity> record(SsoToken token, long now, Authentication<SsoIdentity> answer, Asking asking) {
        if (answer.isRefused()) {
            cache.refused(token);
        } else if (answer instanceof Authentication.Authenticated<SsoIdentity> valid) {
            Instant told = valid.identity().asOf();
            // if AM's clock is wrong, a live session may look expired; then ours is used
            boolean isTold = told != null && isPositive(SessionRules.left(valid.identity(), told));
            Instant asOf = told != null && isTold ? told : clock.instant();
            Duration left = SessionRules.left(valid.identity(), asOf);
            // a session already expired by its own times is valid now, but not remembered
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
