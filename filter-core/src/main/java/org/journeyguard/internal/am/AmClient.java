package org.journeyguard.internal.am;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.am.journey.JourneyApi;
import org.journeyguard.internal.am.notification.NotificationListener;
import org.journeyguard.internal.am.notification.NotificationSocket;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.am.oauth.OAuthSettings;
import org.journeyguard.internal.am.policy.PolicyApi;
import org.journeyguard.internal.am.session.AgentSession;
import org.journeyguard.internal.am.session.AmProbe;
import org.journeyguard.internal.am.session.KeepAliveResult;
import org.journeyguard.internal.am.session.ServerInfo;
import org.journeyguard.internal.am.session.ServerInfoApi;
import org.journeyguard.internal.am.session.ServiceAccount;
import org.journeyguard.internal.am.session.SessionAdministrator;
import org.journeyguard.internal.am.session.SessionApi;
import org.journeyguard.internal.am.session.SessionAttributes;
import org.journeyguard.internal.am.session.SessionDirectory;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.http.ServerUrl;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gives access to everything that AM is asked. Each call blocks until its deadline at most.
 *
 * @see "PingAM 8, Sessions guide: Manage sessions using REST (resource 3.1 to 4.0); OpenAM 16: resource 1.2 and 2.0"
 */
public final class AmClient implements AutoCloseable {
    private final AmHttp http;
    private final String realm;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final SessionApi sessions;
    private final ServerInfoApi serverInfo;
    private final AmProbe probe;

    /**
     * @param base server-to-server URL of AM, without a trailing slash
     * @param realm the realm whose endpoints are called, as AM path
     * @param connection how to connect to AM
     * @param timeout deadline of each call as a whole
     * @param nanoTime monotonic time
     */
    public AmClient(URI base, String realm, ConnectionSettings connection, Duration timeout, LongSupplier nanoTime) {
        this(base, realm, connection, timeout, nanoTime, Observers.NONE);
    }

    /**
     * Creates a client with observers.
     *
     * @param observers are told of each call
     */
    public AmClient(
            URI base,
            String realm,
            ConnectionSettings connection,
            Duration timeout,
            LongSupplier nanoTime,
            Observers observers) {
        this.http = new AmHttp(base, connection, nanoTime, observers);
        this.realm = realm;
        String realmPath = AmPath.realm(realm);
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.sessions = new SessionApi(http, realmPath, nanoTime);
        this.serverInfo = new ServerInfoApi(http, realmPath, this::deadline);
        this.probe = new AmProbe(this::serverInfo, timeout, nanoTime);
    }

    /**
     * Returns the OAuth 2.0 server of the realm, over the same connections and with the same circuit breaker.
     *
     * @param clock for the ends of assertions
     */
    public OAuthApi oauth(OAuthSettings settings, Clock clock) {
        return new OAuthApi(http, settings, realm, clock, nanoTime);
    }

    /** Returns an agent (or administrator) by its name and password at AM; its session begins when it is first needed. */
    public AgentSession agent(String name, String password) {
        return new AgentSession(http, realm, name, password, nanoTime);
    }

    /** Returns the attributes of sessions and users. */
    public SessionAttributes attributes() {
        return new SessionAttributes(http, sessions, this::deadline, probe, nanoTime);
    }

    /**
     * A service account of Advanced Identity Cloud, which gets its token when that is first needed.
     *
     * @param key that signs its assertions
     * @param tokenEndpoint of the root realm, as AM names it; null for the one below AM's base URLs
     * @param publicUrl AM's base URL as browsers know it
     */
    public SessionAdministrator serviceAccount(
            String id, AssertionKey key, @Nullable URI tokenEndpoint, URI publicUrl, Clock clock) {
        String path = "/oauth2/access_token";
        String url = tokenEndpoint == null ? http.base() + path : tokenEndpoint.toString();
        String audience = tokenEndpoint == null ? publicUrl + path : tokenEndpoint.toString();
        return new ServiceAccount(
                http, new ServiceAccount.Endpoint(url, ServerUrl.withPort(audience)), id, key, clock, nanoTime);
    }

    /** Returns all sessions of users, as an administrator lists and ends them; with null for none they can only be ended by their user. */
    public SessionDirectory directory(@Nullable SessionAdministrator administrator) {
        return new SessionDirectory(http, sessions, administrator);
    }

    /** Returns AM's journeys. */
    public JourneyApi journeys() {
        return new JourneyApi(http);
    }

    /**
     * Returns the policies of the realm.
     *
     * @param caller may evaluate them for others
     * @param clock for how long decisions are valid
     */
    public PolicyApi policies(SessionAdministrator caller, Clock clock) {
        return new PolicyApi(http, realm, caller, clock);
    }

    /**
     * Subscribes to AM's notifications until it is closed.
     *
     * @param agent that AM notifies
     * @param cookieName the name of AM's cookie; may throw {@link org.journeyguard.Unavailable}
     * @param listener hears them
     */
    public NotificationSocket notifications(
            AgentSession agent, Supplier<String> cookieName, NotificationListener listener) {
        return NotificationSocket.open(http, agent, cookieName, this::deadline, listener);
    }

    /** Returns the realm whose endpoints are called, as an AM path. */
    public String realm() {
        return realm;
    }

    /** Returns the time limit of each call as a whole. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the state of AM, as far as calls show it. */
    public JourneyStatus.Server status() {
        return http.status();
    }

    /** Whether AM has ever answered. */
    public boolean hasAnswered() {
        return http.hasAnswered();
    }

    /** Whether AM has answered within a time, and nothing has failed since. */
    public boolean hasAnsweredWithin(Duration time) {
        return http.hasAnsweredWithin(time);
    }

    /** Whether AM is well but for an error that it has just answered; asks it where that is not known. */
    public boolean isWellOtherwise() {
        return probe.isWell();
    }

    /** Returns the deadline of a call that begins now. */
    public Deadline deadline() {
        return Deadline.in(timeout, nanoTime);
    }

    /** Returns AM's server information; needs no session, and is never a refusal. */
    public AmResult<ServerInfo> serverInfo() {
        return serverInfo.get();
    }

    /** Returns AM's server information as a user sees it; never a refusal. */
    public AmResult<ServerInfo> serverInfo(SsoToken session, String cookieName) {
        return serverInfo.get(session, cookieName);
    }

    /**
     * Asks whether a session is valid, and whose it is: {@code POST /json/…/sessions/?_action=getSessionInfo}, or
     * {@code validate} on the oldest servers.
     *
     * @param cookieName name of the header that carries the token
     * @param priority whether AM has confirmed this token before
     * @return refused on a 401 or {@code "valid": false}, unavailable on everything else but a yes
     */
    public Authentication<SsoIdentity> sessionInfo(SsoToken token, String cookieName, Priority priority) {
        return sessions.info(token, cookieName, priority, deadline());
    }

    /**
     * Asks the same about a session that AM has confirmed before, and resets its idle time:
     * {@code getSessionInfoAndResetIdleTime}, {@code refresh} on older servers; on OpenAM the question itself resets it.
     */
    public KeepAliveResult keepAlive(SsoToken token, String cookieName) {
        return sessions.keepAlive(token, cookieName, deadline());
    }

    /** Whether the server, as far as it is known, can extend sessions. */
    public boolean canKeepAlive() {
        return sessions.canKeepAlive();
    }

    /** Whether the server takes each validation of a session for its use, as OpenAM does. */
    public boolean validationExtendsSession() {
        return sessions.validationExtendsSession();
    }

    /**
     * Ends a session that AM has confirmed: {@code POST /json/…/sessions/?_action=logout}. Also sent while the circuit breaker is open.
     *
     * @return true when AM ended it, false when there was none to end (any more)
     */
    public AmResult<Boolean> logout(SsoToken token, String cookieName, Deadline deadline) {
        return sessions.logout(token, cookieName, deadline);
    }

    @Override
    public void close() {
        http.close();
    }
}
