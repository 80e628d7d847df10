package org.journeyguard;

import java.util.Optional;

/**
 * A user who signs out, as he was a moment before: a value that stays what it is, and that holds secrets where session or token are
 * there. {@code toString()} shows none.
 *
 * @param user name of the user
 * @param realm as AM path
 * @param session AM's session; empty where there was none. Its {@link Session#successUrl()} asks nobody any more
 * @param token the token set that belonged to the session, or the access token that the request brought; empty where there was none
 * @param everywhere whether all sessions of the user end
 */
public record LogoutContext(
        String user, String realm, Optional<Session> session, Optional<Token> token, boolean everywhere) {
    @Override
    public String toString() {
        return "Farewell(" + user + " of realm " + realm + (everywhere ? ", everywhere)" : ")");
    }
}
