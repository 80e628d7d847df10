package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.authorization.PolicyUser;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.Identity;

/** The part of a user that depends on the kind of credential; {@link AuthenticatedUser} adds the rest. */
public interface Account extends PolicyUser {

    /** Returns the user, as AM stated them. */
    Identity identity();

    /** Returns the scheme for {@code getAuthType()}. */
    String scheme();

    /** Returns {@link org.journeyguard.JourneyUser#roles()}. */
    Set<String> roles();

    /** Returns {@link org.journeyguard.JourneyUser#attributes()}. */
    Map<String, List<String>> attributes();

    /** Returns {@link org.journeyguard.JourneyUser#scope()}; empty by default, because scope limits clients and not users. */
    default Set<String> scope() {
        return Set.of();
    }

    /** Returns {@link org.journeyguard.JourneyUser#claims()}. */
    Claims claims();

    /** Returns {@link org.journeyguard.JourneyUser#isClient()}. */
    default boolean isClient() {
        return false;
    }

    /** Returns {@link org.journeyguard.JourneyUser#session()}. */
    default Optional<Session> session() {
        return Optional.empty();
    }

    /** Returns {@link org.journeyguard.JourneyUser#storedToken()}. */
    Optional<Token> storedToken();

    /** Returns {@link org.journeyguard.JourneyUser#token(Renewal)}. */
    Token token(Renewal renewal);

    /** Returns {@link org.journeyguard.JourneyUser#authorize()}. */
    default AuthorizationCode authorize() {
        throw withoutCodes();
    }

    /** Returns {@link org.journeyguard.JourneyUser#exchange(AuthorizationCode)}. */
    default Token exchange(AuthorizationCode code) {
        throw withoutCodes();
    }

    /** Returns why there are no authorization codes: AM issues them for its own sessions only, which browsers send with {@code journey.login=am}. */
    default JourneyException withoutCodes() {
        return new NotConfigured("journey.login=am");
    }

    /** Returns {@link org.journeyguard.JourneyUser#userInfo(Renewal)}. */
    UserInfo userInfo(Renewal renewal);

    /** Does what {@link org.journeyguard.JourneyUser#revoke()} describes. */
    void revoke();

    /** Returns the owner of the user's AM sessions; empty for a client. */
    Optional<SessionOwner> sessionOwner();

    /**
     * Returns how the user has signed in.
     *
     * @param isFresh whether to ask AM even if the answer is cached: a session may have been upgraded since
     */
    AuthenticationContext authenticationContext(boolean isFresh);

    /** Whether the credential stands for a session of the user, and not for a token that a client brings. */
    default boolean isSession() {
        return true;
    }
}
