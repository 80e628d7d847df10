package org.journeyguard.internal.guard;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.Authenticators;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.config.JourneyConfig;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.LogoutRunner;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.policy.AccessDecider;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.OriginRules;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.SignInMethod;
import org.journeyguard.internal.request.PathRules;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.token.OutgoingTokens;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/**
 * Guards one application, or one tenant of it: decides about requests, and authenticates their users. Built when the application starts and
 * closed when it stops.
 */
public final class Guard implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Guard.class.getName());

    private final Foundation foundation;
    private final TokenServices.Shared shared;
    private final TokenServices tokens;
    private final @Nullable CodeFlowServices login;
    private final LogoutCapability logout;
    private final Authenticators authenticators;
    private final AcrRules acr;
    private final UserServices userServices;
    private final FormerSessions formerSessions;
    private final AccessDecider decider;
    private final Liveness liveness;
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final GuardStatus status;

    /**
     * @param found where sessions and their tokens are stored
     * @param place where users sign in; null when they are not sent anywhere
     */
    public Guard(
            JourneyConfig config,
            SessionStores found,
            @Nullable SignInMethod place,
            Clock clock,
            LongSupplier nanoTime) {
        this.foundation = Foundation.of(config, found, this::idTokenClaims, clock, nanoTime);
        this.shared = foundation.shared();
        this.tokens = TokenServices.of(config, shared);
        this.login = CodeFlowServices.of(config, tokens, shared);
        this.logout = new LogoutCapability(config, foundation, tokens, login);
        this.authenticators = AuthenticationCapability.of(config, shared, tokens, login, logout, this::idTokenClaims);
        this.acr = config.acr();
        this.userServices = new UserServices(
                new OutgoingTokens(
                        config.targets(), tokens.exchange(), config.oauth().cacheSize(), nanoTime),
                acr,
                logout.userSessions(),
                shared.tombstones(),
                shared.am()::deadline);
        this.formerSessions = new FormerSessions(shared.sessions(), tokens.keeper(), shared.background());
        this.decider = decider(config, place);
        tokens.keeper().observedBy(shared.observers(), authenticators::nameOf);
        this.liveness = new Liveness(
                shared.tombstones(),
                shared.sessions(),
                login == null ? null : login.sessions(),
                tokens.bearers(),
                config.sessions().cacheTtl(),
                config.oauth().cacheTtl(),
                clock);
        gauges.put("sessions", login == null ? shared.sessions()::size : login.sessions()::size);
        if (tokens.bearers() != null) {
            gauges.put("access-tokens", tokens.bearers()::size);
        }
        gauges.put("tombstones", shared.tombstones()::size);
        gauges.put("logout-retries", logout::waiting);
        this.status = new GuardStatus(config, this);
        shared.observers().join(status);
    }

    private static AccessDecider decider(JourneyConfig config, @Nullable SignInMethod place) {
        URI appUrl = config.appUrl();
        return new AccessDecider(
                new PathRules(config.paths().open()),
                new OriginRules(
                        appUrl == null ? null : OriginRules.of(appUrl),
                        config.paths().allowedOrigins()),
                config.logout().paths(),
                config.logout().everywherePaths(),
                config.logout().backChannelPath(),
                place,
                config.acr(),
                config.am().realm());
    }

    /** Decides about a request; asks AM if the path requires a user. */
    public Verdict decide(RequestFacts facts) {
        Optional<Decision> before = decider.before(facts, now());
        return before.isPresent() ? Verdict.of(before.get()) : authenticated(facts, null);
    }

    /** Decides about a request that needs a user. */
    public Verdict authenticate(RequestFacts facts) {
        return authenticate(facts, null);
    }

    /**
     * Decides about a request that needs a user.
     *
     * @param known the authentication of its credential, if known already
     */
    public Verdict authenticate(RequestFacts facts, @Nullable Authentication<?> known) {
        Optional<Decision> unvalidated = decider.unvalidated(facts, now());
        if (unvalidated.isEmpty()) {
            return authenticated(facts, known);
        }
        Authentication<?> authentication = facts.presented() instanceof PresentedCredential.CookieNameUnknown unreadable
                ? new Authentication.Unavailable<>(unreadable.outage())
                : Authentication.refused();
        return new Verdict(unvalidated.get(), authentication, null);
    }

    private Verdict authenticated(RequestFacts facts, @Nullable Authentication<?> known) {
        Credential credential = Objects.requireNonNull(facts.presented().credential());
        Authentication<?> authentication = known == null ? authenticators.authenticate(credential, facts) : known;
        Decision decision = decider.after(facts, authentication, now());
        if (!(decision instanceof Decision.Proceed)
                || !(authentication instanceof Authentication.Authenticated<?> authenticated)) {
            return new Verdict(decision, authentication, null);
        }
        Account account = authenticators.account(credential, authenticated.identity());
        return new Verdict(byDemands(facts, account), authentication, account);
    }

    /** Decides whether the user has signed in as the request's path requires. */
    private Decision byDemands(RequestFacts facts, Account account) {
        try {
            for (AuthenticationRequirement demand : decider.demands(facts)) {
                if (!userServices.isMet(demand, account)) {
                    return stepUp(facts, demand);
                }
            }
            return decider.allowed(facts);
        } catch (Unavailable e) {
            return new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter());
        } catch (AuthenticationRequired e) {
            return decider.signIn(facts, now());
        }
    }

    /** Returns the decision for a user who has to sign in first. */
    public Decision signIn(RequestFacts facts) {
        return decider.signIn(facts, now());
    }

    /** Returns the decision for a user who has not signed in as required. */
    public Decision stepUp(RequestFacts facts, AuthenticationRequirement demand) {
        boolean hasNoAcr =
                login != null && !facts.isByBearer() && acr.acrValues(demand).isEmpty();
        if (hasNoAcr) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Users can''t be sent to sign in at level {0}: {1} names no acr for it",
                    demand.level(),
                    PathKeys.ACR_LEVELS.key());
            return new Decision.Reject(Reason.NOT_CONFIGURED, null);
        }
        return decider.stepUp(facts, demand, now());
    }

    /** Whether a forward, include or asynchronous dispatch may reach a target without a user. */
    public boolean isPublicTarget(RequestFacts target) {
        return decider.isPublicTarget(target);
    }

    /** Returns the authenticators of the accepted credentials. */
    public Authenticators authenticators() {
        return authenticators;
    }

    /** Returns the services that all users share. */
    public UserServices userServices() {
        return userServices;
    }

    /** Whether access tokens are accepted. */
    public boolean acceptsBearerTokens() {
        return tokens.bearers() != null;
    }

    /** Whether a session or token has been ended here. */
    public boolean isEnded(Credential credential) {
        return shared.tombstones().has(credential);
    }

    /** Ends the tokens of a session that the same user has replaced by another, and an application session with them. */
    public void replaced(TokenDigest session) {
        if (login != null) {
            login.sessions().over(session);
        } else {
            tokens.keeper().abandon(session);
        }
    }

    /** Returns the check of AM sessions that HttpSessions were last seen with. */
    public FormerSessions formerSessions() {
        return formerSessions;
    }

    /** Returns the logout for requests that present no session. */
    public LogoutRunner logout() {
        return logout.flow();
    }

    /** Learns after a logout, if AM answers, for which domains AM's cookie was set: it can only be expired there. */
    public void loggedOut(LogoutReport report) {
        if (report.outcome() != LogoutReport.Outcome.FAILURE && login == null) {
            shared.cookieName().learnDomains();
        }
    }

    /** Returns the receiver of logout tokens; null without an OAuth 2.0 client or the URL of the application. */
    public @Nullable BackChannel backChannel() {
        return logout.backChannel();
    }

    /** Returns the services of the authorization code flow; null when users sign in in another way. */
    public @Nullable CodeFlowServices login() {
        return login;
    }

    /** Returns the name of AM's cookie. */
    public CookieName cookieName() {
        return shared.cookieName();
    }

    /** Returns the observers of events. */
    public Observers observers() {
        return shared.observers();
    }

    /** Returns the status for monitoring. */
    public JourneyStatus status() {
        return status;
    }

    AmClient am() {
        return shared.am();
    }

    LogoutCapability logouts() {
        return logout;
    }

    /** Checks in the background whether AM is available. */
    boolean askSoon(Runnable asked) {
        return shared.background().submit(() -> {
            try {
                shared.am().serverInfo();
            } finally {
                asked.run();
            }
        });
    }

    /** Returns how many entries are kept, by kind. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        gauges.forEach((name, size) -> sizes.put(name, size.getAsLong()));
        return sizes;
    }

    /** Adds the size of a kind of entries to the status. */
    public void measure(String name, LongSupplier size) {
        gauges.put(name, size);
    }

    /** Returns the check of credentials outside of requests. */
    public Liveness liveness() {
        return liveness;
    }

    private Claims idTokenClaims(String idToken) {
        return tokens.codes() == null ? Claims.NONE : tokens.codes().claims(idToken);
    }

    private Instant now() {
        return shared.clock().instant();
    }

    @Override
    public void close() {
        shared.observers().close();
        foundation.later().close();
        logout.close();
        foundation.close();
    }
}
