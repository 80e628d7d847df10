package org.journeyguard.auth;

import java.util.Optional;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.credential.Credential;
import org.journeyguard.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of sessions, as users see them.
 *
 * @param keeper null where the configuration allows none
 * @param missingKey the configuration key to set there
 */
public record SessionTokenAccess(@Nullable TokenKeeper keeper, String missingKey) {

    /** A session is in use: its tokens are renewed in the background when they are due. */
    void use(Credential session) {
        if (keeper != null) {
            keeper.touch(session);
        }
    }

    /** As {@link org.journeyguard.JourneyUser#storedToken()}; empty as well where the configuration allows none. */
    Optional<Token> stored(Credential session) {
        return keeper == null ? Optional.empty() : keeper.stored(session);
    }

    /** As {@link org.journeyguard.JourneyUser#token(Renewal)}. */
    Token token(Credential session, Renewal renewal) {
        return configured().token(session, renewal);
    }

    /** As {@link org.journeyguard.JourneyUser#userInfo(Renewal)}. */
    UserInfo userInfo(Credential session, Renewal renewal) {
        return configured().userInfo(session, renewal);
    }

    /** As {@link org.journeyguard.JourneyUser#revoke()}. */
    void revoke(Credential session) {
        configured().revoke(session);
    }

    private TokenKeeper configured() {
        if (keeper == null) {
            throw new NotConfigured(missingKey);
        }
        return keeper;
    }
}
