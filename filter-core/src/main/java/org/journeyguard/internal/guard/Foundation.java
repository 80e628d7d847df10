package org.journeyguard.internal.guard;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.logout.SidIndex;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.LogoutRecords;

/**
 * The parts that all capabilities of a guard are built on.
 *
 * @param shared the shared parts
 * @param index sessions by their identifiers in AM's logout tokens
 * @param later runs delayed tasks
 */
record Foundation(SharedServices shared, SidIndex index, DelayedTasks later) implements AutoCloseable {

    /**
     * Builds the foundation.
     *
     * @param found the stores for sessions and their tokens
     * @param idTokenClaims reads an ID token that was verified when it was issued
     */
    static Foundation of(
            GuardSettings config,
            SessionStores found,
            Function<String, Claims> idTokenClaims,
            Clock clock,
            LongSupplier nanoTime) {
        AmSettings settings = config.am();
        DelayedTasks later = DelayedTasks.onThread("journeyguard-later");
        Observers observers =
                Observers.of(settings.realm(), config.app().auditedRefusals(), later::in, clock, nanoTime);
        AmClient am = new AmClient(
                settings.url(), settings.realm(), settings.connection(), settings.timeout(), nanoTime, observers);
        CookieName cookieName = new CookieName(am::serverInfo, settings.cookieName(), settings.timeout(), nanoTime);
        BackgroundTasks background = new BackgroundTasks(CurrentRequest::handedOver);
        CallLimiter limiter = new CallLimiter(settings.maxCalls(), settings.maxCallsPerSecond(), nanoTime);
        SidIndex index = new SidIndex(idTokenClaims, nanoTime);
        Tombstones tombstones = new Tombstones(nanoTime);
        SharedServices shared = new SharedServices(
                am,
                cookieName,
                new SessionValidator(
                        am,
                        cookieName,
                        config.sessions(),
                        config.roles(),
                        limiter,
                        background,
                        tombstones,
                        clock,
                        nanoTime,
                        observers),
                tombstones,
                new LogoutRecords(config.signIn().timeout(), nanoTime),
                limiter,
                background,
                config.logout().backChannelPath() == null ? found : index.over(found),
                clock,
                nanoTime,
                observers);
        return new Foundation(shared, index, later);
    }

    @Override
    public void close() {
        shared.background().close();
        shared.stores().close();
        shared.am().close();
    }
}
