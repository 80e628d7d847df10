package org.journeyguard;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The principal of a request whose credential AM has confirmed. Thread-safe; may be used after the request has ended, as long as the
 * session lives.
 */
public interface JourneyUser extends Principal {

    /** Returns the realm of the user as AM path: {@code /} or {@code /alpha/sub}. */
    String realm();

    /**
     * Returns the roles of the user, from the first source in {@code journey.roles.source} that applies to the request's credential: a user
     * attribute or a session property for an SSO cookie, a claim for an access token or a session of the application's own. For an SSO
     * cookie, the first call asks AM; the roles are then cached as long as the validation of the session
     * ({@code journey.session.cache-ttl}).
     *
     * @return never null; empty when the user has none or no configured source applies
     * @throws Unavailable when AM does not answer, which does not mean "no roles"
     * @throws AuthenticationRequired when AM answers that the session has ended
     */
    Set<String> roles();

    /**
     * Returns the attributes that {@code journey.attributes} lists, by the names listed there: for an SSO cookie, attributes of the user's
     * profile at AM, and properties of the session for names with {@code session:}; for an access token or a session of the application's
     * own, the claims of these names. For an SSO cookie, the first call asks AM for all of them; they are cached like roles. Names with
     * {@code policy:} are response attributes of the policies by which AM has allowed this request; AM is not asked for them.
     *
     * @return without those that the user does not have; the values in AM's order
     * @throws JourneyException as {@link #roles()}
     */
    Map<String, List<String>> attributes();

    /** Returns the scope of the request's access token; empty for a request with a cookie. */
    Set<String> scope();

    /**
     * Returns the claims of the user's token: the access token of the request; for a user who signed in through the authorization code
     * flow, the ID token of that sign-in; for an SSO cookie, the ID token that is stored with the session's tokens, or
     * {@link Claims#NONE}. Does not call AM.
     */
    Claims claims();

    /** Whether this is an OAuth 2.0 client that acts for itself (grant {@code client_credentials}), and not a person. */
    boolean isClient();

    /** Returns the user's AM session; empty when the request did not present one, as with a session of the application's own. */
    Optional<Session> session();

    /** Returns {@link #token(Renewal)} with {@link Renewal#IF_DUE}. */
    default Token token() {
        return token(Renewal.IF_DUE);
    }

    /**
     * Returns a usable token set: the stored one, renewed if it is due, or, when there is none, one obtained from AM in the background with
     * the session (RFC 6749, 4.1 with RFC 7636; {@code prompt=none}). For a request with a bearer token it is that token, which only the
     * client that holds it can renew. Blocks while AM is asked, at most for {@code journey.am.timeout}; concurrent callers wait for the same
     * answer. While the present token is usable, a renewal that AM does not answer is not a failure.
     *
     * @throws AuthenticationRequired when the session has ended, or AM requires the user's interaction
     * @throws AuthorizeError when AM gives no code for another reason, for example {@code consent_required}
     * @throws ApiError when AM refuses the client or the request
     * @throws Unavailable when AM does not answer and there is no token that can still be used
     * @throws NotConfigured when there is no OAuth 2.0 client
     */
    Token token(Renewal renewal);

    /** Returns {@link #token()}, or empty where it would throw. */
    default Optional<Token> tryToken() {
        return JourneyException.orEmpty(() -> token());
    }

    /**
     * Returns the token set as it is stored, which may have expired. Does not call AM. For a request with a bearer token it is that token.
     * Empty when nothing is stored, when the session or token has been ended here, and when there is no OAuth 2.0 client.
     */
    Optional<Token> storedToken();

    /**
     * Obtains a new token set now: with the refresh token, or with the session when there is none. The old access token is revoked once the
     * new one is stored; when AM does not answer, nothing changes. For ten seconds after such a renewal, calls return its token set again,
     * which limits the load on AM.
     *
     * @throws JourneyException as {@link #token(Renewal)}
     */
    default Token refresh() {
        return token(Renewal.FORCE);
    }

    /** Returns {@link #refresh()}, or empty where it would throw. */
    default Optional<Token> tryRefresh() {
        return JourneyException.orEmpty(() -> refresh());
    }

    /**
     * Returns the token for a call to another service: {@link #token(Renewal)}, or, where {@code journey.outgoing.exchange} names the
     * service, a token that AM issues for that service (RFC 8693).
     *
     * @param service absolute URL of the call
     * @param renewal {@link Renewal#FORCE} after the service has refused a token; a service that also refuses the new one gets it again for
     *     a minute
     * @return empty when {@code journey.outgoing.targets} does not name the service: it must not see a token
     * @throws ApiError also when AM refuses the exchange
     * @throws JourneyException as {@link #token(Renewal)}
     */
    Optional<Token> tokenFor(URI service, Renewal renewal);

    /**
     * Requests a new authorization code from AM with the session, in the background: the first step of {@link #token()}, for applications
     * in which another part exchanges the code.
     *
     * @throws AuthenticationRequired also for a request with a bearer token
     * @throws NotConfigured also for a session of the application's own, because AM issues codes for its own sessions
     * @throws JourneyException as {@link #token(Renewal)}
     */
    AuthorizationCode authorize();

    /**
     * Exchanges a code for a token set and stores it, the second step of {@link #token()}. A set that was stored before is revoked. If this
     * fails, that set remains; to try again, request a new code.
     *
     * @param code of {@link #authorize()} for this session
     * @throws ApiError with {@code invalid_grant} when the code has expired or has been used
     * @throws IllegalArgumentException when the code is for another session
     * @throws JourneyException as {@link #authorize()}
     */
    Token exchange(AuthorizationCode code);

    /** Returns {@link #userInfo(Renewal)} with {@link Renewal#IF_DUE}. */
    default UserInfo userInfo() {
        return userInfo(Renewal.IF_DUE);
    }

    /**
     * Returns AM's userinfo of the user, cached per access token for {@code journey.oauth.cache-ttl}.
     *
     * @param renewal whether to ask AM even if the response is cached
     * @throws ApiError with status 401 when AM no longer honours the token
     * @throws JourneyException as {@link #token(Renewal)}
     */
    UserInfo userInfo(Renewal renewal);

    /** Returns {@link #userInfo()}, or empty where it would throw. */
    default Optional<UserInfo> tryUserInfo() {
        return JourneyException.orEmpty(() -> userInfo());
    }

    /**
     * Ends the tokens, here at once and at AM (RFC 7009); the session stays, and a later {@link #token()} obtains new ones. A second call
     * is not an error.
     *
     * @throws JourneyException when AM does not confirm; the tokens have ended here nevertheless
     * @throws NotConfigured when there is no OAuth 2.0 client
     */
    void revoke();

    /**
     * Requires the user to have signed in with one of these authentication context classes, like {@link RequiresAcr}. If not caught, the
     * exception sends a browser to sign in, and answers other clients as RFC 9470 defines.
     *
     * @param acr authentication context class references, the preferred one first
     * @throws AuthenticationRequired when the user has signed in otherwise
     * @throws Unavailable when AM does not answer
     */
    void requireAcr(String... acr);

    /**
     * Requires the user to have signed in at this AM authentication level or a higher one, like {@link RequiresAuthLevel}. If not caught,
     * the exception is answered as that of {@link #requireAcr}.
     *
     * @throws JourneyException as {@link #requireAcr}
     */
    void requireAuthLevel(int level);

    /** Returns {@link #policy(String, String, Map)} about an absolute URL, by {@code journey.policy.set}. */
    default PolicyDecision policy(URI resource) {
        return policy(resource.toString());
    }

    /** Returns {@link #policy(String, String, Map)} by {@code journey.policy.set}. */
    default PolicyDecision policy(String resource) {
        return policy(resource, "", Map.of());
    }

    /**
     * Returns AM's decision about a resource by its policies; cached like those about requests ({@code journey.policy.cache-ttl}). Values of
     * clients in it have to be percent-encoded, because AM takes an asterisk for a wildcard. An access token is allowed nothing, unless it
     * is a JWT and {@code journey.policy.jwt} is true.
     *
     * @param resource AM's name of it, such as {@code urn:orders:17}
     * @param policySet its name at AM; empty for {@code journey.policy.set}
     * @param environment what policies can have conditions about; the client's address, {@code requestIp}, is added
     * @throws NotConfigured without {@code journey.policy=am}
     * @throws AuthenticationRequired when the session has ended
     * @throws Unavailable when AM does not decide
     */
    PolicyDecision policy(String resource, String policySet, Map<String, List<String>> environment);

    /**
     * Requires that AM's policies allow an action, like {@link RequiresPolicy}.
     *
     * @param action its name in the policies, such as {@code GET} or {@code approve}
     * @param resource as in {@link #policy(String, String, Map)}
     * @param policySet as there
     * @throws AccessDenied when they deny it, or no policy applies
     * @throws JourneyException as {@link #policy(String, String, Map)}; AuthenticationRequired also when they require another sign-in
     */
    void requirePolicy(String action, String resource, String policySet);

    /**
     * Returns all of the user's AM sessions in this realm, including this one. An administrator ({@code journey.am.agent.name}) or a service
     * account ({@code journey.am.service-account.id}) lists them at each call; client-side sessions of AM are not among them. A client that
     * acts for itself has none.
     *
     * @throws NotConfigured without one of these accounts
     * @throws Unavailable when AM does not list them
     */
    List<SessionInfo> sessions();

    /**
     * Ends one of the {@link #sessions()}, which may be this one. This node validates all of them again before they are used; on other
     * nodes the session ends within {@code journey.session.cache-ttl}.
     *
     * @param handle as listed
     * @return false when the user has no such session: a handle never ends another user's
     * @throws JourneyException as {@link #sessions()}
     */
    boolean end(String handle);

    /**
     * Ends the session and its tokens here and at AM; for a request with a bearer token, that token. A second call is not an error.
     *
     * @return what was done, step by step; a failure of AM is a step in the report and not an exception
     */
    LogoutReport logout();

    /**
     * Does and returns what {@link #logout()} does, and ends all other sessions of the user in this realm, which adds the step
     * {@code all-sessions}: AM ends them on request of the session, or of an account as in {@link #sessions()}. For a request with a bearer
     * token, that token and the sessions of the person whom it names; a client that acts for itself has none.
     */
    LogoutReport logoutEverywhere();
}
