package org.journeyguard.internal.journey;

import java.util.function.Supplier;
import org.journeyguard.internal.am.journey.JourneyApi;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;

/**
 * What all journeys of a tenant share.
 *
 * @param tenant its name; empty for the default one
 * @param realm the configured realm, as AM path
 * @param api sends the steps
 * @param cookieName the name of AM's cookie
 * @param limiter limits concurrent calls to AM
 * @param deadlines of steps that begin now
 * @param sessions that journeys upgrade and begin
 */
public record JourneyServices(
        String tenant,
        String realm,
        JourneyApi api,
        CookieName cookieName,
        CallLimiter limiter,
        Supplier<Deadline> deadlines,
        JourneySessions sessions) {}
