package org.journeyguard.internal.guard;

import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.auth.Authenticators;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.journey.Journeys;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.logout.LogoutRunner;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.SignInMethod;
import org.journeyguard.internal.post.KeptPosts;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/**
 * Guards one application, or one tenant of it: decides about requests, and authenticates their users. Built when the application starts and
 * closed when it stops.
 */
public final class Guard implements AutoCloseable {
    private final Foundation foundation;
    private final SharedServices shared;
    private final TokenServices tokens;
    private final Optional<CodeFlowServices> login;
    private final Optional<KeptPosts> keptPosts;
    private final LogoutCapability logout;
    private final Authenticators authenticators;
    private final UserServices userServices;
    private final Journeys journeys;
    private final FormerSessions formerSessions;
    private final RequestDecider decider;
    private final Liveness liveness;
    private final GuardStatus status;

    /**
     * @param place where users sign in; null if they are not redirected
     * @throws InvalidConfiguration if the settings of the engine that nodes share are not valid
     */
    public Guard(GuardSettings config, @Nullable SignInMethod place, Clock clock, LongSupplier nanoTime) {
        this.foundation = Foundation.of(config, this::idTokenClaims, clock, nanoTime);
        try {
            this.shared = foundation.shared();
            this.tokens = TokenServices.of(config, shared);
            this.login = CodeFlowServices.of(config, tokens, shared);
            this.keptPosts = KeptPosts.of(config.signIn(), config.app().url(), shared.cluster(), clock, nanoTime);
            Policies policies = PolicyCapability.of(config, shared);
            this.logout = new LogoutCapability(config, foundation, tokens, login, policies);
            this.authenticators =
                    AuthenticationCapability.of(config, shared, tokens, login, logout, this::idTokenClaims);
            this.userServices = AuthenticationCapability.users(config, shared, tokens, policies, logout, nanoTime);
            this.journeys = JourneyCapability.of(config, shared, tokens, logout, userServices, this::idTokenClaims);
            this.formerSessions = new FormerSessions(shared.sessions(), tokens.keeper(), shared.background());
            this.decider = new RequestDecider(config, place, authenticators, userServices, policies, clock);
            tokens.keeper().observedBy(shared.observers(), authenticators::nameOf);
            this.liveness = AuthenticationCapability.liveness(config, shared, tokens, login);
            this.status = new GuardStatus(config, this);
            login.ifPresentOrElse(
                    flow -> measure("sessions", flow.sessions()::size),
                    () -> measure("sessions", shared.sessions()::size));
            tokens.bearers().ifPresent(bearers -> measure("access-tokens", bearers::size));
            measure("tombstones", shared.tombstones()::size);
            measure("logout-retries", logout::waiting);
            shared.observers().join(status);
            foundation.log().ifPresent(log -> log.start(new LogRecordReceiver(shared, tokens, login)));
        } catch (RuntimeException | Error e) {
            foundation.close();
            throw e;
        }
    }

    /** Decides about a request; asks AM if the path requires a user. */
    public Verdict decide(RequestFacts facts) {
        return decider.decide(facts);
    }

    /** Decides about a request that needs a user. */
    public Verdict authenticate(RequestFacts facts) {
        return decider.authenticate(facts, null);
    }

    /**
     * Decides about a request that needs a user.
     *
     * @param known the outcome of authenticating its credential; null if that is still to be done
     */
    public Verdict authenticate(RequestFacts facts, @Nullable Authentication<?> known) {
        return decider.authenticate(facts, known);
    }

    /** Returns the decision for a user who has to sign in first. */
    public Decision signIn(RequestFacts facts) {
        return decider.signIn(facts);
    }

    /** Returns the decision for a user who has not signed in as required. */
    public Decision stepUp(RequestFacts facts, AuthenticationRequirement demand) {
        return decider.stepUp(facts, demand);
    }

    /** Returns the decision for a user whose POST has been kept. */
    public Decision signInWithPost(RequestFacts facts, String id, Decision.KeepPost keep) {
        return decider.signInWithPost(facts, id, keep);
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

    /** Returns the journeys by which users sign in. */
    public Journeys journeys() {
        return journeys;
    }

    /** Whether access tokens are accepted. */
    public boolean acceptsBearerTokens() {
        return tokens.bearers().isPresent();
    }

    /** Whether a session or token has been ended here. */
    public boolean isEnded(Credential credential) {
        return shared.tombstones().has(credential);
    }

    /** Ends the tokens of a session that the same user has replaced by another, and an application session with them. */
    public void replaced(TokenDigest session) {
        login.ifPresentOrElse(
                flow -> flow.sessions().over(session), () -> tokens.keeper().abandon(session));
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
        if (report.outcome() != LogoutReport.Outcome.FAILURE && login.isEmpty()) {
            shared.cookieName().learnDomains();
        }
    }

    /**
     * Returns the receiver of logout tokens.
     *
     * @throws IllegalStateException if the application receives none
     */
    public BackChannel backChannel() {
        return logout.backChannel().orElseThrow(() -> new IllegalStateException("no logout tokens are accepted"));
    }

    /** Returns the services of the authorization code flow; empty if users do not sign in by it. */
    public Optional<CodeFlowServices> login() {
        return login;
    }

    /** Returns the POSTs that are kept while their users sign in; empty if none are kept. */
    public Optional<KeptPosts> keptPosts() {
        return keptPosts;
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

    /** Returns AM. */
    public AmClient am() {
        return shared.am();
    }

    /** Returns what the nodes of the application share; empty for one node. */
    public Optional<Cluster> cluster() {
        return shared.cluster();
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

    /** Adds the size of a kind of entries to the status. */
    public void measure(String name, LongSupplier size) {
        status.measure(name, size);
    }

    /** Returns the check of credentials outside of requests. */
    public Liveness liveness() {
        return liveness;
    }

    private Claims idTokenClaims(String idToken) {
        return tokens.client().map(client -> client.codes().claims(idToken)).orElse(Claims.NONE);
    }

    @Override
    public void close() {
        foundation.close();
    }
}
