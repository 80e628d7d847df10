package org.journeyguard.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyStatus;
import org.journeyguard.LogoutListener;
import org.journeyguard.LogoutReport;
import org.journeyguard.Unavailable;
import org.journeyguard.am.Admission;
import org.journeyguard.am.AgentSession;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Background;
import org.journeyguard.am.Later;
import org.journeyguard.am.Notices;
import org.journeyguard.am.NotificationSocket;
import org.journeyguard.am.SessionAdministrator;
import org.journeyguard.auth.Account;
import org.journeyguard.auth.AppSessionAuthenticator;
import org.journeyguard.auth.Authenticator;
import org.journeyguard.auth.Authenticators;
import org.journeyguard.auth.BearerAuthenticator;
import org.journeyguard.auth.ClaimRoles;
import org.journeyguard.auth.SessionTokenAccess;
import org.journeyguard.auth.SsoAuthenticator;
import org.journeyguard.auth.UserServices;
import org.journeyguard.config.ConfigKey;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.credential.Authentication;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.decide.AccessDecider;
import org.journeyguard.decide.AcrRules;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.Languages;
import org.journeyguard.decide.LogoutRedirects;
import org.journeyguard.decide.OriginRules;
import org.journeyguard.decide.PassivePaths;
import org.journeyguard.decide.PathRules;
import org.journeyguard.decide.Reason;
import org.journeyguard.login.AppSessions;
import org.journeyguard.login.CodeLogin;
import org.journeyguard.logout.AppSessionLogout;
import org.journeyguard.logout.BackChannel;
import org.journeyguard.logout.BearerLogout;
import org.journeyguard.logout.EndedElsewhere;
import org.journeyguard.logout.Endings;
import org.journeyguard.logout.EndingsAtAm;
import org.journeyguard.logout.EndingsOfOthers;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.logout.Retries;
import org.journeyguard.logout.SsoLogout;
import org.journeyguard.logout.UserSessions;
import org.journeyguard.observe.CurrentRequest;
import org.journeyguard.observe.Observers;
import org.journeyguard.session.CookieName;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenStore;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.LogoutRecords;
import org.journeyguard.token.OutgoingTokens;
import org.journeyguard.token.SessionIndex;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/** All that one application, or one tenant of it, needs: built once at its start and closed at its end. */
final class JourneyRuntime implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JourneyRuntime.class.getName());

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
    private final Authenticators authenticators;
    private final UserServices userServices;
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
        this.background = new Background(CurrentRequest::handedOver);
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
                CurrentRequest::handedOver);
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
        EndingsAtAm atAm =
                new EndingsAtAm(sessions, tombstones, tokens, config.logout().postLogoutRedirectUri(), userSessions);
        this.logout = new LogoutFlow(atAm, endings, observers);
        this.passive = new PassivePaths(config.sessions().passivePaths());
        this.authenticators = new Authenticators(authenticators(config, admission, atAm, ofOthers), tombstones);
        this.userServices = new UserServices(outgoing, acr, userSessions, tombstones, am::deadline);
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
        this.notifications = !settings.notifications() || agent == null
                ? null
                : am.notifications(agent, cookieName::get, endedElsewhere::told);
        if (tokens.keeper() != null) {
            tokens.keeper().observedBy(observers, authenticators::nameOf);
            tokens.keeper().watch(found);
            tokens.keeper().whenEndedAtAm(endedElsewhere::atAm);
        }
        this.status = new RuntimeStatus(config, this);
        observers.join(status);
    }

    /** What people and programs are told. */
    Languages languages() {
        return languages;
    }

    private List<Authenticator<?, ?>> authenticators(
            JourneyConfig config, Admission admission, EndingsAtAm atAm, EndingsOfOthers ofOthers) {
        boolean hasClient = config.oauth().client().id() != null;
        SessionTokenAccess access = new SessionTokenAccess(
                tokens.keeper(), hasClient ? ConfigKey.APP_URL.key() : ConfigKey.OAUTH_CLIENT_ID.key());
        ClaimRoles roles = new ClaimRoles(config.roles());
        AppSessions appSessions = login == null ? null : login.sessions();
        List<Authenticator<?, ?>> all = new ArrayList<>();
        if (appSessions == null) {
            all.add(new SsoAuthenticator(
                    sessions,
                    passive,
                    access,
                    this::idTokenClaims,
                    new SsoLogout(sessions, tombstones, tokens.keeper(), admission, atAm, ofOthers, logout)));
        } else {
            all.add(new AppSessionAuthenticator(
                    appSessions, passive, access, roles, new AppSessionLogout(appSessions, atAm, ofOthers, logout)));
        }
        if (tokens.bearers() != null) {
            all.add(new BearerAuthenticator(
                    tokens.bearers(), roles, new BearerLogout(tokens.bearers(), appSessions, atAm, ofOthers, logout)));
        }
        return all;
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

    /** Decides about a request; AM is asked where the path demands a user. */
    Verdict decide(ServletFacts facts) {
        Optional<Decision> before = decider.before(facts, now());
        return before.isPresent() ? Verdict.of(before.get()) : authenticated(facts, null);
    }

    /** Decides about a request that needs a user. */
    Verdict authenticate(ServletFacts facts) {
        return authenticate(facts, null);
    }

    /**
     * Decides about a request that needs a user.
     *
     * @param told the authentication of its credential, where that is known already
     */
    Verdict authenticate(ServletFacts facts, @Nullable Authentication<?> told) {
        Optional<Decision> unvalidated = decider.unvalidated(facts, now());
        if (unvalidated.isEmpty()) {
            return authenticated(facts, told);
        }
        Authentication<?> authentication = facts.presented() instanceof Presented.Unreadable unreadable
                ? new Authentication.Unavailable<>(unreadable.outage())
                : Authentication.refused();
        return new Verdict(unvalidated.get(), authentication, null);
    }

    private Verdict authenticated(ServletFacts facts, @Nullable Authentication<?> told) {
        Credential credential = Objects.requireNonNull(facts.presented().credential());
        Authentication<?> authentication = told == null ? authenticators.authenticate(credential, facts) : told;
        Decision decision = decider.after(facts, authentication, now());
        if (!(decision instanceof Decision.Proceed)
                || !(authentication instanceof Authentication.Authenticated<?> authenticated)) {
            return new Verdict(decision, authentication, null);
        }
        Account account = authenticators.account(credential, authenticated.identity());
        return new Verdict(byDemands(facts, account), authentication, account);
    }

    /** Whether a user may go where the request leads, by how they have signed in. */
    private Decision byDemands(ServletFacts facts, Account account) {
        try {
            for (AuthenticationDemand demand : decider.demands(facts)) {
                if (!userServices.isMet(demand, account)) {
                    return stepUp(facts, demand);
                }
            }
            return decider.letIn(facts);
        } catch (Unavailable e) {
            return new Decision.Reject(Reason.AM_SILENT, e.retryAfter());
        } catch (AuthenticationRequired e) {
            return decider.signIn(facts, now());
        }
    }

    /** The decision for a user who has not signed in as required. */
    Decision stepUp(ServletFacts facts, AuthenticationDemand demand) {
        boolean hasNoAcr =
                login != null && !facts.isByBearer() && acr.acrValues(demand).isEmpty();
        if (hasNoAcr) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Users can''t be sent to sign in at level {0}: {1} names no acr for it",
                    demand.level(),
                    ConfigKey.ACR_LEVELS.key());
            return new Decision.Reject(Reason.NOT_CONFIGURED, null);
        }
        return decider.stepUp(facts, demand, now());
    }

    /** Whether a session or token has been ended here. */
    boolean isEnded(Credential credential) {
        return tombstones.has(credential);
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

    /** A logout is over. An AM that answers is asked for the domains that its cookie was set for: it ends there only. */
    void loggedOut(LogoutReport report) {
        if (report.outcome() != LogoutReport.Outcome.FAILURE && login == null) {
            cookieName.learnDomains();
        }
    }

    /** The kinds of credentials that are accepted. */
    Authenticators authenticators() {
        return authenticators;
    }

    /** What all users share. */
    UserServices userServices() {
        return userServices;
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
