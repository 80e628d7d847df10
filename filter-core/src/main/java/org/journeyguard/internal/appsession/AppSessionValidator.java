package org.journeyguard.internal.appsession;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.validation.AnswerCache;
import org.journeyguard.internal.validation.CachedValidator;
import org.journeyguard.internal.validation.LimitedValidator;
import org.journeyguard.internal.validation.SingleFlightValidator;
import org.journeyguard.internal.validation.TombstoneValidator;
import org.journeyguard.internal.validation.Validator;
import org.jspecify.annotations.Nullable;

/** Validates app sessions: those known to this node at once, others by a lookup in the store. */
final class AppSessionValidator implements Validator<AppSession, AppIdentity>, AnswerCache<AppSession, AppIdentity> {
    private final StoredAppSessions sessions;
    private final AppSessionEnd end;
    private final LogoutRecords logouts;
    private final Validator<AppSession, AppIdentity> chain;

    /**
     * @param end ends expired sessions
     * @param logouts knows what another node's logout may not have found, because it began at the same moment
     * @param limiter limits concurrent store lookups, each of which may hold a thread for as long as the store takes
     * @param patience how long a caller waits for another caller's lookup
     */
    AppSessionValidator(
            StoredAppSessions sessions,
            AppSessionEnd end,
            LogoutRecords logouts,
            CallLimiter limiter,
            Duration patience,
            LongSupplier nanoTime,
            Observers observers) {
        this.sessions = sessions;
        this.end = end;
        this.logouts = logouts;
        Validator<AppSession, AppIdentity> lookup = new SingleFlightValidator<>(
                new SingleFlight<>(limiter.waiting(Priority.CONFIRMED), nanoTime),
                limiter,
                this::priority,
                patience,
                new CachedValidator<>(
                        this,
                        Observers.NONE,
                        new LimitedValidator<>(
                                limiter,
                                false,
                                this::priority,
                                AppSessionEnd.TOO_MANY,
                                (session, isUse) -> lookUp(session))));
        this.chain = new TombstoneValidator<>(
                sessions.tombstones(),
                new CachedValidator<>(this, observers, (session, isUse) -> used(session, isUse, lookup)));
    }

    @Override
    public Authentication<AppIdentity> validate(AppSession session, boolean isUse) {
        return chain.validate(session, isUse);
    }

    @Override
    public @Nullable Authentication<AppIdentity> find(AppSession session, boolean isUse) {
        Instant now = sessions.clock().instant();
        KnownAppSession mine = sessions.known().find(session.digest());
        if (mine == null || !mine.isBelievable(now) || mine.isOver(sessions.idleTime(), now)) {
            return null;
        }
        if (isUse) {
            sessions.use(session, mine, now);
        }
        return mine.authentication();
    }

    @Override
    public boolean isKnown(AppSession session) {
        return sessions.known().find(session.digest()) != null;
    }

    private Authentication<AppIdentity> used(
            AppSession session, boolean isUse, Validator<AppSession, AppIdentity> lookup) {
        Authentication<AppIdentity> answer = lookup.validate(session, isUse);
        KnownAppSession mine =
                isUse && answer.isAuthenticated() ? sessions.known().find(session.digest()) : null;
        if (mine != null) {
            sessions.use(session, mine, sessions.clock().instant());
        }
        return answer;
    }

    private Authentication<AppIdentity> lookUp(AppSession session) {
        if (!sessions.tombstones().isComplete()) {
            return new Authentication.Unavailable<>(new Outage("what has ended on other nodes is not known yet"));
        }
        try {
            KnownAppSession read = sessions.read(session.digest());
            if (read == null) {
                return Authentication.refused();
            }
            if (read.isOver(sessions.idleTime(), sessions.clock().instant())
                    || logouts.isOutdated(
                            read.identity().claims(), read.stored().startedAt())) {
                end.expired(session.digest());
                return Authentication.refused();
            }
            return read.authentication();
        } catch (Unavailable e) {
            return new Authentication.Unavailable<>(Outage.of(e));
        }
    }
}
