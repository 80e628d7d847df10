package org.journeyguard;

import java.util.Optional;

/**
 * A snapshot of a user who signs out, taken just before. Holds secrets where there is a session or token; {@code toString()} shows none.
 *
 * @param user name of the user
 * @param realm as AM path
 * @param session AM's session; empty when there was none. Its {@link Session#successUrl()} no longer calls AM
 * @param token the token set that belonged to the session, or the access token of the request; empty when there was none
 * @param everywhere whether all sessions of the user end
 */
public record LogoutContext(
        String user, String realm, Optional<Session> session, Optional<Token> token, boolean everywhere) {
    @Override
    public String toString() {
        return "LogoutContext(" + user + " of realm " + realm + (everywhere ? ", everywhere)" : ")");
    }
}
