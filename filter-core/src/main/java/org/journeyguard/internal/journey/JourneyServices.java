package org.journeyguard.internal.journey;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.journeyguard.JourneyUser;
import org.journeyguard.internal.am.journey.JourneyApi;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.SsoToken;
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
 * @param isUpgradedByParameter whether AM upgrades a session only if a parameter names it, as OpenAM does, and not by its cookie
 * @param users returns the user of a session; fails as {@link org.journeyguard.journey.JourneyClient#user} describes
 */
public record JourneyServices(
        String tenant,
        String realm,
        JourneyApi api,
        CookieName cookieName,
        CallLimiter limiter,
        Supplier<Deadline> deadlines,
        Predicate<SsoToken> isUpgradedByParameter,
        Function<SsoToken, JourneyUser> users) {}
