package org.journeyguard.guard;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.session.CookieName;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.observe.CurrentRequest;
import org.journeyguard.observe.Observers;
import org.journeyguard.resilience.BackgroundTasks;
import org.journeyguard.resilience.CallLimiter;
import org.journeyguard.resilience.DelayedTasks;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenStore;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.LogoutRecords;
import org.journeyguard.token.SessionIndex;
import org.journeyguard.token.TokenServices;

/**
 * What all capabilities of a guard are built on.
 *
 * @param shared what they share
 * @param index sessions by what AM's logout tokens call them
 * @param later runs tasks after a while
 */
record Foundation(TokenServices.Shared shared, SessionIndex index, DelayedTasks later) implements AutoCloseable {

    /**
     * Lays the foundation.
     *
     * @param found where the tokens of sessions are kept
     * @param idTokenClaims reads an ID token that was checked when it was issued
     */
    static Foundation of(
            JourneyConfig config,
            TokenStore found,
            Function<String, Claims> idTokenClaims,
            Clock clock,
            LongSupplier nanoTime) {
        JourneyConfig.Am settings = config.am();
        DelayedTasks later = DelayedTasks.onThread("journeyguard-later");
        Observers observers =
                Observers.of(settings.realm(), config.operation().auditedRefusals(), later::in, clock, nanoTime);
        AmClient am = new AmClient(
                settings.url(), settings.realm(), settings.route(), settings.timeout(), nanoTime, observers);
        CookieName cookieName = new CookieName(am::serverInfo, settings.cookieName(), settings.timeout(), nanoTime);
        BackgroundTasks background = new BackgroundTasks(CurrentRequest::handedOver);
        CallLimiter limiter = new CallLimiter(settings.maxCalls(), settings.maxCallsPerSecond(), nanoTime);
        SessionIndex index = new SessionIndex(TokenServices.keys(config), idTokenClaims, nanoTime);
        TokenServices.Shared shared = new TokenServices.Shared(
                am,
                cookieName,
                new SessionValidator(am, cookieName, config, limiter, background, clock, nanoTime, observers),
                new Tombstones(nanoTime),
                new LogoutRecords(config.login().timeout(), nanoTime),
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
        shared.store().close();
        shared.am().close();
    }
}
