package org.journeyguard.servlet;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.credential.AuthenticationContext;
import org.journeyguard.credential.Credential;
import org.journeyguard.decide.AcrRules;
import org.journeyguard.decide.AuthenticationDemand;

/** A user as the filter knows it. */
sealed interface GuardedUser extends JourneyUser permits SessionUser, BearerUser, AppUser {

    /** What the request presented. */
    Credential credential();

    /** Whom the HttpSession belongs to. */
    String owner();

    /** As {@code getAuthType()} says it. */
    String authenticationScheme();

    /** Of the application that guards the user. */
    JourneyRuntime runtime();

    /** What is asked of ways to sign in here. */
    default AcrRules acr() {
        return runtime().acr();
    }

    @Override
    default Optional<Token> tokenFor(URI service, Renewal renewal) {
        return runtime().outgoing().of(credential(), this::token, service, renewal);
    }

    /**
     * How the user has signed in.
     *
     * @param isAnew whether AM is asked even if it has told: a session may have been upgraded since
     */
    AuthenticationContext authenticationContext(boolean isAnew);

    /** Whether the user has signed in as it is asked for. */
    default boolean hasSignedInAs(AuthenticationDemand demand) {
        return demand.isNone()
                || acr().isMet(demand, authenticationContext(false))
                || acr().isMet(demand, authenticationContext(true));
    }

    @Override
    default void requireAcr(String... acr) {
        List<String> demanded = List.of(acr);
        if (demanded.isEmpty() || !demanded.stream().allMatch(AcrRules::isAcr)) {
            throw new IllegalArgumentException(demanded + " is no list of authentication context class references");
        }
        require(AuthenticationDemand.of(demanded));
    }

    @Override
    default void requireAuthLevel(int level) {
        require(AuthenticationDemand.of(level));
    }

    private void require(AuthenticationDemand demand) {
        if (!hasSignedInAs(demand)) {
            throw new AuthenticationRequired(
                    "The user has not signed in as it is asked for: " + demand, demand.acr(), demand.level());
        }
    }
}
