package org.journeyguard.internal.guard;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyUser;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.auth.SsoAuthenticator;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.journey.JourneyServices;
import org.journeyguard.internal.journey.JourneySessions;
import org.journeyguard.internal.journey.Journeys;
import org.journeyguard.internal.observe.CurrentRequest;

/**
 * The sessions of an application's journeys, and their users.
 *
 * @param am the AM that has them
 * @param authenticator validates them
 * @param services that all users share
 */
record JourneyCapability(AmClient am, SsoAuthenticator authenticator, UserServices services)
        implements JourneySessions {

    /** Builds the journeys of an application or tenant. */
    static Journeys of(
            GuardSettings config,
            SharedServices shared,
            TokenServices tokens,
            LogoutCapability logout,
            UserServices services,
            Function<String, Claims> idTokenClaims) {
        return new Journeys(new JourneyServices(
                config.tenant(),
                config.am().realm(),
                shared.am().journeys(),
                shared.cookieName(),
                shared.limiter(),
                shared.am()::deadline,
                new JourneyCapability(
                        shared.am(),
                        AuthenticationCapability.ofSsoTokens(config, shared, tokens, logout, idTokenClaims),
                        services)));
    }

    /** {@inheritDoc} Which AM it is shows when it validates the session, unless that is known. */
    @Override
    public boolean isUpgradedByParameter(SsoToken session) {
        var unused = validate(session);
        return am.validationExtendsSession();
    }

    @Override
    public void replaced(SsoToken session) {
        authenticator.sessions().forget(session.digest());
    }

    @Override
    public JourneyUser user(SsoToken session) {
        Authentication<SsoIdentity> authentication = validate(session);
        if (authentication instanceof Authentication.Authenticated<SsoIdentity> authenticated
                && authenticated.identity().realm().equals(am.realm())) {
            return new AuthenticatedUser(
                    authenticator.account(session, authenticated.identity()),
                    services,
                    CurrentRequest.address(),
                    Map.of(),
                    everywhere -> authenticator.logout(Set.of(session), everywhere, () -> {}));
        }
        throw new AuthenticationRequired("AM does not honour this session in the realm " + am.realm());
    }

    private Authentication<SsoIdentity> validate(SsoToken session) {
        Authentication<SsoIdentity> authentication = authenticator.sessions().validate(session, true);
        if (authentication instanceof Authentication.Unavailable<SsoIdentity> unavailable) {
            throw unavailable.outage().toException();
        }
        return authentication;
    }
}
