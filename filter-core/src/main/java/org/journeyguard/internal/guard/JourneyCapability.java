package org.journeyguard.internal.guard;

import java.util.Set;
import java.util.function.Function;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyUser;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.auth.SsoAuthenticator;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.journey.JourneyServices;
import org.journeyguard.internal.journey.Journeys;
import org.journeyguard.journey.JourneyClient;

/**
 * Represents the users of sessions that journeys have begun.
 *
 * @param realm whose sessions are accepted
 * @param authenticator of the sessions that journeys begin
 * @param services that all users share
 */
record JourneyCapability(String realm, SsoAuthenticator authenticator, UserServices services) {

    /** Builds the journeys of an application or tenant. */
    static JourneyClient of(
            GuardSettings config,
            SharedServices shared,
            TokenServices tokens,
            LogoutCapability logout,
            UserServices services,
            Function<String, Claims> idTokenClaims) {
        JourneyCapability users = new JourneyCapability(
                config.am().realm(),
                AuthenticationCapability.ofSsoTokens(config, shared, tokens, logout, idTokenClaims),
                services);
        return new Journeys(new JourneyServices(
                config.tenant(),
                config.am().realm(),
                shared.am().journeys(),
                shared.cookieName(),
                shared.limiter(),
                shared.am()::deadline,
                present -> {
                    var unused = shared.sessions().validate(present, true);
                    return shared.am().validationExtendsSession();
                },
                users::of));
    }

    private JourneyUser of(SsoToken token) {
        Authentication<SsoIdentity> authentication = authenticator.sessions().validate(token, true);
        if (authentication instanceof Authentication.Unavailable<SsoIdentity> unavailable) {
            throw unavailable.outage().toException();
        }
        if (authentication instanceof Authentication.Authenticated<SsoIdentity> authenticated
                && authenticated.identity().realm().equals(realm)) {
            return new AuthenticatedUser(
                    authenticator.account(token, authenticated.identity()),
                    services,
                    everywhere -> authenticator.logout(Set.of(token), everywhere, () -> {}));
        }
        throw new AuthenticationRequired("AM does not honour this session in the realm " + realm);
    }
}
