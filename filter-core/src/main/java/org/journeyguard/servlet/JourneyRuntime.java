package org.journeyguard.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyStatus;
import org.journeyguard.LogoutListener;
import org.journeyguard.NotConfigured;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.am.Admission;
import org.journeyguard.am.AgentSession;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Background;
import org.journeyguard.am.Later;
import org.journeyguard.am.Notices;
import org.journeyguard.am.NotificationSocket;
import org.journeyguard.am.SessionAdministrator;
import org.journeyguard.am.SessionOwner;
import org.journeyguard.config.ConfigKey;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.credential.AppIdentity;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.AccessDecider;
import org.journeyguard.decide.AcrRules;
import org.journeyguard.decide.Languages;
import org.journeyguard.decide.LogoutRedirects;
import org.journeyguard.decide.OriginRules;
import org.journeyguard.decide.PassivePaths;
import org.journeyguard.decide.PathRules;
import org.journeyguard.decide.RequestFacts;
import org.journeyguard.login.CodeLogin;
import org.journeyguard.logout.BackChannel;
import org.journeyguard.logout.EndedElsewhere;
import org.journeyguard.logout.Endings;
import org.journeyguard.logout.EndingsAtAm;
import org.journeyguard.logout.EndingsOfOthers;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.logout.Retries;
import org.journeyguard.logout.UserSessions;
import org.journeyguard.observe.Observers;
import org.journeyguard.session.CookieName;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenStore;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.LogoutRecords;
import org.journeyguard.token.OutgoingTokens;
import org.journeyguard.token.SessionIndex;
import org.journeyguard.token.TokenKeeper;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/** All that one application, or one tenant of it, needs: built once at its start and closed at its end. */
final class JourneyRuntime implements AutoCloseable {
    private final String tenant;
    private final Clock clock;
    private final AmClient am;
    private final Later later = Later.onThread("journeyguard-later");
    private final Observers observers;
    private final boolean trustsTransactionIds;
    private final CookieName cookieName;
    private final Background background;
    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenStore store;
    private final TokenServices tokens;
    private final OutgoingTokens outgoing;
    private final FormerSessions formerSessions;
    private final Languages languages;
    private final Notices notices;
    private final Endings endings;
    private final @Nullable CodeLogin login;
    private final @Nullable SignInPath signInPath;
    private final UserSessions userSessions;
    private final @Nullable BackChannel backChannel;
    private final @Nullable NotificationSocket notifications;
    private final LogoutFlow logout;
    private final JourneyConfig.Roles roles;
    private final boolean hasClient;
    private final AcrRules acr;
    private final AccessDecider decider;
    private final LogoutRedirects logoutRedirects;
    private final Cookies cookies;
    private final ServletContext application;
    private final StaticFiles files;
    private final PassivePaths passive;

    private final RuntimeStatus status;

    JourneyRuntime(JourneyConfig config, ServletContext context, Clock clock, LongSupplier nanoTime) {
        JourneyConfig.Am settings = config.am();
        URI appUrl = config.appUrl();
        String contextPath = ContextPath.encoded(context.getContextPath());
        this.tenant = config.tenant();
        this.clock = clock;
        this.observers =
                Observers.of(settings.realm(), config.operation().auditedRefusals(), later::in, clock, nanoTime);
        this.trustsTransactionIds = config.trustsTransactionIds();
        this.am = new AmClient(
                settings.url(), settings.realm(), settings.route(), settings.timeout(), nanoTime, observers);
        this.cookieName = new CookieName(am, settings.cookieName(), settings.timeout(), nanoTime);
        this.background = new Background(observers::handedOver);
        Admission admission = new Admission(settings.maxCalls(), settings.maxCallsPerSecond(), nanoTime);
        this.sessions = new SessionValidator(am, cookieName, config, admission, background, clock, nanoTime, observers);
        this.tombstones = new Tombstones(nanoTime);
        LogoutRecords logouts = new LogoutRecords(config.login().timeout(), nanoTime);
        SessionIndex index = new SessionIndex(TokenServices.keys(config), this::idTokenClaims, nanoTime);
        TokenStore found = TokenStores.find(config, nanoTime);
        this.store = config.logout().backChannelPath() == null ? found : index.over(found);
        TokenServices.Shared shared = new TokenServices.Shared(
                am,
                cookieName,
                sessions,
                tombstones,
                logouts,
                admission,
                background,
                store,
                clock,
                nanoTime,
                observers);
        this.tokens = TokenServices.of(config, shared);
        this.formerSessions = new FormerSessions(sessions, tokens.keeper(), background);
        this.languages = config.languages();
        this.outgoing = new OutgoingTokens(
                config.targets(), tokens.exchange(), config.oauth().cacheSize(), nanoTime);
        this.acr = config.acr();
        this.login = CodeLogin.of(config, tokens, shared);
        this.notices = new Notices(
                config.logout().notice().urls(),
                config.logout().notice().secret(),
                settings.route().connectTimeout(),
                clock,
                nanoTime);
        this.endings = new Endings(
                new Retries(config.logout().timeout(), nanoTime),
                config.logout().timeout(),
                nanoTime,
                observers::handedOver);
        JourneyConfig.Agent named = settings.agent();
        AgentSession agent = named == null ? null : am.agent(named.name(), named.password());
        JourneyConfig.ServiceAccount account = settings.serviceAccount();
        SessionAdministrator administrator = account == null
                ? agent
                : am.serviceAccount(account.id(), account.key(), account.tokenEndpoint(), settings.publicUrl(), clock);
        this.userSessions = new UserSessions(am.directory(administrator), cookieName, sessions);
        EndingsOfOthers ofOthers = new EndingsOfOthers(listeners(), notices);
        EndedElsewhere endedElsewhere = new EndedElsewhere(
                sessions,
                tombstones,
                tokens.keeper(),
                login == null ? null : login.sessions(),
                ofOthers,
                endings,
                background,
                observers);
        if (login != null) {
            login.sessions().whenPushedOut(endedElsewhere::pushedOut);
        }
        this.backChannel = tokens.logoutTokens() == null
                ? null
                : new BackChannel(tokens.logoutTokens(), index, logouts, endedElsewhere, clock, nanoTime);
        this.logout = new LogoutFlow(
                sessions,
                tombstones,
                tokens,
                admission,
                new EndingsAtAm(sessions, tombstones, tokens, config.logout().postLogoutRedirectUri(), userSessions),
                ofOthers,
                endings,
                observers);
        this.roles = config.roles();
        this.hasClient = config.oauth().client().id() != null;
        this.decider = new AccessDecider(
                new PathRules(config.paths().open()),
                new OriginRules(
                        appUrl == null ? null : OriginRules.of(appUrl),
                        config.paths().allowedOrigins()),
                config.logout().paths(),
                config.logout().everywherePaths(),
                config.logout().backChannelPath(),
                SignInPath.place(config),
                acr,
                settings.realm());
        this.logoutRedirects = new LogoutRedirects(
                appUrl == null ? contextPath : appUrl.toString(),
                config.logout().redirect(),
                config.logout().allowedRedirects());
        this.cookies = new Cookies(appUrl, contextPath, cookieName, login == null ? null : login.cookie());
        this.signInPath = login == null ? null : SignInPath.of(login, config, cookies);
        this.application = context;
        this.files = new StaticFiles(context, nanoTime);
        this.passive = new PassivePaths(config.sessions().passivePaths());
        this.notifications = !settings.notifications() || agent == null
                ? null
                : am.notifications(agent, cookieName::get, endedElsewhere::told);
        if (tokens.keeper() != null) {
            tokens.keeper().observedBy(observers, this::nameOf);
            tokens.keeper().watch(found);
            tokens.keeper().whenEndedAtAm(endedElsewhere::atAm);
        }
        this.status = new RuntimeStatus(config, this);
        observers.join(status);
    }

    private String nameOf(Credential session) {
        if (session instanceof AppSession own) {
            AppIdentity identity = login == null ? null : login.sessions().identity(own.digest());
            return identity == null ? "" : identity.name();
        }
        Identity identity = session instanceof SsoToken token ? sessions.identity(token) : null;
        return identity == null ? "" : identity.name();
    }

    /** What people and programs are told. */
    Languages languages() {
        return languages;
    }

    /** Which tokens calls of services carry. */
    OutgoingTokens outgoing() {
        return outgoing;
    }

    /** Who hears of what happens. */
    Observers observers() {
        return observers;
    }

    /** Whether the transaction ids that requests bring are passed on to AM. */
    boolean trustsTransactionIds() {
        return trustsTransactionIds;
    }

    /** For those who watch over the application. */
    JourneyStatus status() {
        return status;
    }

    AmClient am() {
        return am;
    }

    /** Whether AM tells of sessions that end; empty where it is not asked to. */
    Optional<Boolean> isListening() {
        return Optional.ofNullable(notifications).map(NotificationSocket::isConnected);
    }

    /** Asks AM in the background whether it is there. */
    boolean askSoon(Runnable asked) {
        return background.soon(() -> {
            try {
                am.serverInfo();
            } finally {
                asked.run();
            }
        });
    }

    /** How much is remembered, by what. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        sizes.put("sessions", login == null ? sessions.size() : login.sessions().size());
        if (tokens.bearers() != null) {
            sizes.put("access-tokens", tokens.bearers().size());
        }
        sizes.put("tombstones", tombstones.size());
        sizes.put("logout-retries", (long) endings.waiting());
        return sizes;
    }

    /** What an ID token states that was checked when it was issued. */
    Claims idTokenClaims(String idToken) {
        return tokens.codes() == null ? Claims.NONE : tokens.codes().claims(idToken);
    }

    private static List<LogoutListener> listeners() {
        return ServiceLoader.load(LogoutListener.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The name of the tenant; empty for everybody else. */
    String tenant() {
        return tenant;
    }

    /** What is known of a request. */
    ServletFacts factsOf(HttpServletRequest request) {
        return factsOf(request, RequestPath.of(request));
    }

    /** As {@link #factsOf(HttpServletRequest)}, where the path is known already. */
    ServletFacts factsOf(HttpServletRequest request, RequestPath path) {
        return new ServletFacts(
                request, path, files, cookieName, tokens.bearers() != null, login == null ? null : login.cookie());
    }

    /**
     * Whether what a request presents is good, overruled by a tombstone that stood before or was set meanwhile.
     *
     * @param facts of the request, which uses a session unless its path is passive
     */
    Validation validate(RequestFacts facts) {
        if (facts.presented() instanceof Presented.Bearer bearer && tokens.bearers() != null) {
            return tokens.bearers().validate(bearer.token());
        }
        if (facts.presented() instanceof Presented.Own own && login != null) {
            return login.sessions().validate(own.session(), isUse(facts));
        }
        return facts.presented() instanceof Presented.One one
                ? validate(one.token(), isUse(facts))
                : Validation.REFUSED;
    }

    private Validation validate(SsoToken token, boolean isUse) {
        if (tombstones.has(token)) {
            return Validation.REFUSED;
        }
        Validation answer = sessions.validate(token, isUse);
        if (tombstones.has(token)) {
            return Validation.REFUSED;
        }
        if (isUse && tokens.keeper() != null && answer instanceof Validation.Valid) {
            tokens.keeper().touch(token);
        }
        return answer;
    }

    /** The user whom a validation is about; null when it is not a yes. */
    @Nullable
    GuardedUser userOf(Presented presented, Validation validation, Passage passage) {
        if (validation instanceof Validation.Valid valid && presented instanceof Presented.One one) {
            return new SessionUser(one.token(), valid.identity(), passage);
        }
        if (validation instanceof Validation.SignedIn signedIn && presented instanceof Presented.Own own) {
            return new AppUser(own.session(), signedIn.identity(), passage);
        }
        return validation instanceof Validation.ValidToken valid
                        && presented instanceof Presented.Bearer bearer
                        && tokens.bearers() != null
                ? new BearerUser(bearer.token(), valid.identity(), tokens.bearers(), passage)
                : null;
    }

    private boolean isUse(RequestFacts facts) {
        return !passive.include(facts);
    }

    /** Whether a session or token has been ended here. */
    boolean isEnded(Credential credential) {
        return tombstones.has(credential);
    }

    /**
     * The tokens of sessions.
     *
     * @throws NotConfigured when there is no OAuth 2.0 client
     */
    TokenKeeper keeper() {
        TokenKeeper keeper = tokens.keeper();
        if (keeper == null) {
            throw new NotConfigured(hasClient ? ConfigKey.APP_URL.key() : ConfigKey.OAUTH_CLIENT_ID.key());
        }
        return keeper;
    }

    /** The tokens of a session as they are stored; empty where there are none, or no OAuth 2.0 client. */
    Optional<Token> storedToken(Credential session) {
        return tokens.keeper() == null ? Optional.empty() : tokens.keeper().stored(session);
    }

    /** The same user has begun another session in place of one: that one's tokens end, and with them one of the application's own. */
    void replaced(TokenDigest session) {
        if (login != null) {
            login.sessions().over(session);
        } else if (tokens.keeper() != null) {
            tokens.keeper().abandon(session);
        }
    }

    /** AM's sessions that HttpSessions were last seen with. */
    FormerSessions formerSessions() {
        return formerSessions;
    }

    /** The access tokens that requests bring; null when they are not looked at. */
    @Nullable
    Bearers bearers() {
        return tokens.bearers();
    }

    /** Where roles come from. */
    JourneyConfig.Roles roles() {
        return roles;
    }

    /** The authorization code flow; null when people sign in in another way. */
    @Nullable
    CodeLogin login() {
        return login;
    }

    /**
     * Where that begins and ends.
     *
     * @throws IllegalStateException when people sign in in another way
     */
    SignInPath signInPath() {
        if (signInPath == null) {
            throw new IllegalStateException("nobody signs in by the authorization code flow here");
        }
        return signInPath;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether a class is one of the application's, or of what it shares with others, as the lib folder of an EAR. */
    boolean isSeenBy(Class<?> type) {
        ClassLoader own = application.getClassLoader();
        try {
            return type.getClassLoader() == own || Class.forName(type.getName(), false, own) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    CookieName cookieName() {
        return cookieName;
    }

    SessionValidator sessions() {
        return sessions;
    }

    /** A user's sessions, as AM has them. */
    List<SessionInfo> sessionsOf(SessionOwner owner, Credential asking) {
        requireAlive(asking);
        return userSessions.of(owner, am.deadline());
    }

    /** Ends one of them. */
    void endSessionOf(SessionOwner owner, String handle, Credential asking) {
        requireAlive(asking);
        userSessions.end(owner, handle, am.deadline());
    }

    /** The agent does for a user what only somebody may want who is signed in. */
    private void requireAlive(Credential asking) {
        if (isEnded(asking)) {
            throw new AuthenticationRequired("The session or token has ended");
        }
    }

    /** Receives logout tokens; null when there is no OAuth 2.0 client. */
    @Nullable
    BackChannel backChannel() {
        return backChannel;
    }

    LogoutFlow logout() {
        return logout;
    }

    AccessDecider decider() {
        return decider;
    }

    /** What is asked of ways to sign in. */
    AcrRules acr() {
        return acr;
    }

    LogoutRedirects logoutRedirects() {
        return logoutRedirects;
    }

    Cookies cookies() {
        return cookies;
    }

    @Override
    public void close() {
        observers.close();
        later.close();
        if (notifications != null) {
            notifications.close();
        }
        endings.close();
        notices.close();
        background.close();
        store.close();
        am.close();
    }
}
