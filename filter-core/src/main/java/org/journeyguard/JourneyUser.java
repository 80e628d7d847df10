package org.journeyguard;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The principal of a request whose credential AM has confirmed. Thread-safe; may be used after the request has ended, as
 * long as the session lives.
 */
public interface JourneyUser extends Principal {

    /** The realm of the user as AM path: {@code /} or {@code /alpha/sub}. */
    String realm();

    /**
     * The roles of the user, from the first source in {@code journey.roles.source} that applies to what the request brought:
     * a user attribute or a session property with an SSO cookie, a claim with an access token or a session of the application's
     * own. With an SSO cookie AM is asked at the first call and not again as long as the validation of the session is
     * remembered ({@code journey.session.cache-ttl}).
     *
     * @return never null; empty when the user has none or no configured source applies
     * @throws Unavailable when AM does not answer: silence is not "no roles"
     * @throws AuthenticationRequired when AM answers that the session has ended
     */
    Set<String> roles();

    /** The scope of the access token that the request brought; empty for a request with a cookie. */
    Set<String> scope();

    /**
     * What a token states about the user. For a request with an access token that is this token; for who has signed in by the authorization
     * code flow the ID token of that sign-in; for a request with an SSO cookie the ID token that is stored with the session's tokens. Asks AM
     * nothing.
     *
     * @return {@link Claims#NONE} for a request with an SSO cookie as long as no ID token is stored
     */
    Claims claims();

    /** Whether this is no person but an OAuth 2.0 client that acts for itself (grant {@code client_credentials}). */
    boolean isClient();

    /** AM's session of the user; empty when the request did not present one, as a session of the application's own does not. */
    Optional<Session> session();

    /** The same as {@link #token(Renewal)} with {@link Renewal#IF_DUE}. */
    default Token token() {
        return token(Renewal.IF_DUE);
    }

    /**
     * A token set that can be used: the stored one, renewed if it is due, or obtained from AM in the background with the session
     * when there is none (RFC 6749, 4.1 with RFC 7636; {@code prompt=none}). For a request with a bearer token it is that
     * token, which only the client that holds it can renew.
     *
     * <p>Blocks while AM is asked, at most for {@code journey.am.timeout}; whoever asks meanwhile waits for the same answer.
     * While the present token is usable, a renewal that AM leaves unanswered is no failure.
     *
     * @throws AuthenticationRequired when the session has ended, or AM wants to see the user
     * @throws AuthorizeError when AM gives no code for another reason, for example {@code consent_required}
     * @throws ApiError when AM refuses the client or the request
     * @throws Unavailable when AM does not answer and there is no token that can still be used
     * @throws NotConfigured when there is no OAuth 2.0 client
     */
    Token token(Renewal renewal);

    /**
     * As {@link #token()}, for callers that do without.
     *
     * @return empty where {@link #token()} would throw
     */
    default Optional<Token> tryToken() {
        try {
            return Optional.of(token());
        } catch (JourneyException e) {
            return Optional.empty();
        }
    }

    /**
     * The token set as it is stored, which may have expired. Nothing is renewed or obtained, and AM is asked nothing. For a request with a
     * bearer token it is that token.
     *
     * @return empty when nothing is stored, when the session or token has been ended here, and when there is no OAuth 2.0 client
     */
    Optional<Token> storedToken();

    /**
     * A new token set now: with the refresh token, or with the session where there is none. The old access token is revoked
     * once the new one is stored; when AM does not answer, nothing changes. For ten seconds after such a renewal its token set is
     * returned again, so that nobody keeps AM busy.
     *
     * @throws JourneyException as {@link #token(Renewal)}
     */
    default Token refresh() {
        return token(Renewal.FORCE);
    }

    /**
     * As {@link #refresh()}, for callers that do without.
     *
     * @return empty where {@link #refresh()} would throw
     */
    default Optional<Token> tryRefresh() {
        try {
            return Optional.of(refresh());
        } catch (JourneyException e) {
            return Optional.empty();
        }
    }

    /**
     * The token that a call of another service may carry: {@link #token(Renewal)}, or, where {@code journey.outgoing.exchange} names
     * the service, one of its own that AM gives for it (RFC 8693).
     *
     * @param service absolute URL of the call
     * @param renewal {@link Renewal#FORCE} after the service has refused a token; a service that refuses the new one too gets the
     *     same again for a minute
     * @return empty where {@code journey.outgoing.targets} does not name the service: it must not see a token
     * @throws ApiError also when AM refuses the exchange
     * @throws JourneyException as {@link #token(Renewal)}
     */
    Optional<Token> tokenFor(URI service, Renewal renewal);

    /** The same as {@link #userInfo(Renewal)} with {@link Renewal#IF_DUE}. */
    default UserInfo userInfo() {
        return userInfo(Renewal.IF_DUE);
    }

    /**
     * What AM tells about the user, remembered per access token for {@code journey.oauth.cache-ttl}.
     *
     * @param renewal whether to ask AM even if the answer is remembered
     * @throws ApiError with status 401 when AM no longer honours the token
     * @throws JourneyException as {@link #token(Renewal)}
     */
    UserInfo userInfo(Renewal renewal);

    /**
     * As {@link #userInfo()}, for callers that do without.
     *
     * @return empty where {@link #userInfo()} would throw
     */
    default Optional<UserInfo> tryUserInfo() {
        try {
            return Optional.of(userInfo());
        } catch (JourneyException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends the tokens, here at once and at AM (RFC 7009); the session stays, and a later {@link #token()} obtains new ones. A
     * second call is no error.
     *
     * @throws Unavailable when AM does not confirm; they have ended here all the same
     * @throws ApiError when AM refuses; likewise
     * @throws NotConfigured when there is no OAuth 2.0 client
     */
    void revoke();

    /**
     * Goes on only for somebody who has signed in in one of these ways, as {@link RequiresAcr} has it. Left alone, the exception
     * sends a person to do so, and answers a program as RFC 9470 has it.
     *
     * @param acr authentication context class references, the preferred one first
     * @throws AuthenticationRequired for everybody else
     * @throws Unavailable when AM does not answer
     */
    void requireAcr(String... acr);

    /**
     * Goes on only for somebody who has signed in at this level of AM's or a higher one, as {@link RequiresAuthLevel} has it;
     * otherwise as {@link #requireAcr}.
     *
     * @throws AuthenticationRequired for everybody else
     * @throws Unavailable when AM does not answer
     */
    void requireAuthLevel(int level);

    /**
     * All of the user's sessions at AM, in this realm, this one among them. Listed by the agent ({@code journey.am.agent.name})
     * at each call; not those that AM keeps on the client's side. A client that acts for itself has none.
     *
     * @throws NotConfigured when there is no agent
     * @throws Unavailable when AM does not tell
     */
    List<SessionInfo> sessions();

    /**
     * Ends one of the {@link #sessions()}, which may be this one. Here they are all asked about again before they count; on other
     * nodes the one ends within {@code journey.session.cache-ttl}.
     *
     * @param handle as listed
     * @return false when the user has no such session: a handle never ends another user's
     * @throws NotConfigured when there is no agent
     * @throws Unavailable when AM does not confirm it
     */
    boolean end(String handle);

    /**
     * Ends the session and its tokens here and at AM; for a request with a bearer token, that token. A second call is no error.
     *
     * @return what was done, step by step; a failing AM is a step in the report and not an exception
     */
    LogoutReport logout();

    /**
     * As {@link #logout()}, and ends all other sessions of the user in this realm, which adds the step {@code all-sessions}: AM ends them at
     * the session's word or the agent's ({@code journey.am.agent.name}). For a request with a bearer token, that token and the sessions of the
     * person whom it names; a client that acts for itself has none.
     *
     * @return likewise
     */
    LogoutReport logoutEverywhere();
}
