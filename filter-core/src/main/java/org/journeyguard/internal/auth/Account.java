package org.journeyguard.internal.auth;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;

/** What differs between users by the kind of their credential; {@link AuthenticatedUser} adds what all of them have. */
public interface Account {

    /** The credential that the request presented. */
    Credential credential();

    /** The user, as AM stated it. */
    Identity identity();

    /** As {@code getAuthType()} has it. */
    String scheme();

    /** As {@link org.journeyguard.JourneyUser#roles()}. */
    Set<String> roles();

    /** As {@link org.journeyguard.JourneyUser#scope()}; empty by default, because scope limits clients and not users. */
    default Set<String> scope() {
        return Set.of();
    }

    /** As {@link org.journeyguard.JourneyUser#claims()}. */
    Claims claims();

    /** As {@link org.journeyguard.JourneyUser#isClient()}. */
    default boolean isClient() {
        return false;
    }

    /** As {@link org.journeyguard.JourneyUser#session()}. */
    default Optional<Session> session() {
        return Optional.empty();
    }

    /** As {@link org.journeyguard.JourneyUser#storedToken()}. */
    Optional<Token> storedToken();

    /** As {@link org.journeyguard.JourneyUser#token(Renewal)}. */
    Token token(Renewal renewal);

    /** As {@link org.journeyguard.JourneyUser#userInfo(Renewal)}. */
    UserInfo userInfo(Renewal renewal);

    /** As {@link org.journeyguard.JourneyUser#revoke()}. */
    void revoke();

    /** Whose sessions AM lists for the user; empty for a client. */
    Optional<SessionOwner> sessionOwner();

    /**
     * How the user has signed in.
     *
     * @param isFresh whether AM is asked even if it has told already: a session may have been upgraded since
     */
    AuthenticationContext authenticationContext(boolean isFresh);

    /** Whether the credential stands for a session of the user, and not for a token that a client brings. */
    default boolean isSession() {
        return true;
    }
}
