package org.journeyguard.internal.guard;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.Authenticators;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.authorization.AdviceRules;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.authorization.PolicyOutcome;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.policy.AccessDecider;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.HostRedirect;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.SignInMethod;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathRules;
import org.journeyguard.internal.request.RawPath;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Decides about requests by the rules, and authenticates the user where the rules require one. */
final class RequestDecider {
    private static final System.Logger LOG = System.getLogger(RequestDecider.class.getName());

    /** The header by which PingGateway's clients say how they want to be told of advices, and its only value. */
    private static final String ADVICE_WANTED = "X-Authenticate-Response";

    private static final String ADVICE_AS_HEADER = "header";
    private static final Decision POLICY_DENIED = new Decision.Reject(Reason.POLICY_DENIED, null);

    private final HostRedirect hosts;
    private final AccessDecider decider;
    private final Authenticators authenticators;
    private final UserServices users;
    private final AcrRules acr;
    private final Policies policies;
    private final boolean isByCodeFlow;
    private final String realm;
    private final String amUrl;
    private final Clock clock;

    /**
     * @param place where users sign in; null if they are not redirected
     * @param policies decide about requests that all other rules allow
     */
    RequestDecider(
            GuardSettings settings,
            @Nullable SignInMethod place,
            Authenticators authenticators,
            UserServices users,
            Policies policies,
            Clock clock) {
        this.hosts = new HostRedirect(
                String.valueOf(settings.app().url()), settings.app().redirectHosts());
        this.decider = decider(settings, place);
        this.authenticators = authenticators;
        this.users = users;
        this.acr = settings.acr();
        this.policies = policies;
        this.isByCodeFlow = settings.signIn().way() == LoginWay.OIDC;
        this.realm = settings.am().realm();
        this.amUrl = String.valueOf(settings.am().publicUrl());
        this.clock = clock;
    }

    private static AccessDecider decider(GuardSettings settings, @Nullable SignInMethod place) {
        URI appUrl = settings.app().url();
        return new AccessDecider(
                new PathRules(settings.paths().open()),
                new OriginRules(
                        appUrl == null ? null : OriginRules.of(appUrl),
                        settings.paths().allowedOrigins()),
                settings.logout().paths(),
                settings.logout().everywherePaths(),
                settings.logout().backChannelPath(),
                place,
                settings.acr(),
                settings.signIn().keepsPosts() ? settings.signIn().keptPostSize() : 0,
                settings.am().realm());
    }

    /** Decides about a request; asks AM if the path requires a user. */
    Verdict decide(RequestFacts facts) {
        Optional<Decision> elsewhere = hosts.of(facts);
        Optional<Decision> before = elsewhere.isPresent() ? elsewhere : decider.before(facts, clock);
        return before.isPresent() ? Verdict.of(before.get()) : byPolicies(facts, authenticated(facts, null));
    }

    /** Decides by the policies about a request that all other rules allow. */
    private Verdict byPolicies(RequestFacts facts, Verdict verdict) {
        Account account = verdict.isProceeding() ? verdict.account() : null;
        if (account == null || !policies.decideAbout(facts)) {
            return verdict;
        }
        if (RawPath.hasDots(facts.rawPath())) {
            // a framework that does not resolve dot segments would serve another resource than AM decides about
            return verdict.with(new Decision.Reject(Reason.MALFORMED_PATH, null));
        }
        try {
            return byOutcome(facts, verdict, users.byPolicies(account, () -> policies.outcome(facts, account)));
        } catch (Unavailable e) {
            return verdict.with(new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter()));
        } catch (AuthenticationRequired e) {
            return verdict.with(signIn(facts));
        }
    }

    private Verdict byOutcome(RequestFacts facts, Verdict verdict, PolicyOutcome outcome) {
        if (outcome instanceof PolicyOutcome.Allowed allowed) {
            return verdict.with(allowed.attributes());
        }
        if (outcome instanceof PolicyOutcome.SessionEnded) {
            return new Verdict(signIn(facts), Authentication.refused(), null);
        }
        if (outcome instanceof PolicyOutcome.Undecided undecided) {
            return verdict.with(new Decision.Reject(
                    Reason.AM_UNAVAILABLE, undecided.outage().retryAfter()));
        }
        return verdict.with(
                outcome instanceof PolicyOutcome.SignInRequired signIn
                        ? signInAsAdvised(facts, signIn)
                        : denied(
                                facts,
                                ((PolicyOutcome.Denied) outcome).decision().advices()));
    }

    private Decision signInAsAdvised(RequestFacts facts, PolicyOutcome.SignInRequired signIn) {
        boolean wantsAdvice = ADVICE_AS_HEADER.equals(facts.header(ADVICE_WANTED)) && canBeAdvised(facts);
        return wantsAdvice ? advised(signIn.decision().advices()) : stepUp(facts, signIn.requirement());
    }

    /** Decides about a request for which AM advises something else than a stronger sign-in, or nothing. */
    private Decision denied(RequestFacts facts, Map<String, List<String>> advices) {
        return AdviceRules.transaction(advices)
                .flatMap(id -> decider.transaction(facts, id, clock))
                .orElseGet(() -> canBeAdvised(facts) && !advices.isEmpty() ? advised(advices) : POLICY_DENIED);
    }

    /** Whether a program can have the user do at AM what AM advises. */
    private boolean canBeAdvised(RequestFacts facts) {
        return !facts.wantsPage() && !facts.isByBearer() && !isByCodeFlow;
    }

    private Decision advised(Map<String, List<String>> advices) {
        return new Decision.Challenge(
                Reason.STRONGER_SIGN_IN_REQUIRED,
                null,
                Set.of(),
                List.of(),
                new Decision.SsoAdvice(realm, amUrl, advices));
    }

    /**
     * Decides about a request that needs a user.
     *
     * @param known the outcome of authenticating its credential; null if that is still to be done
     */
    Verdict authenticate(RequestFacts facts, @Nullable Authentication<?> known) {
        Optional<Decision> unvalidated = decider.unvalidated(facts, clock);
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
        Decision decision = decider.after(facts, authentication, clock);
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
                if (!users.isMet(demand, account)) {
                    return stepUp(facts, demand);
                }
            }
            return decider.allowed(facts);
        } catch (Unavailable e) {
            return new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter());
        } catch (AuthenticationRequired e) {
            return decider.signIn(facts, clock);
        }
    }

    /** Returns the decision for a user who has to sign in first. */
    Decision signIn(RequestFacts facts) {
        return decider.signIn(facts, clock);
    }

    /** Returns the decision for a user who has not signed in as required. */
    Decision stepUp(RequestFacts facts, AuthenticationRequirement demand) {
        boolean hasNoAcr =
                isByCodeFlow && !facts.isByBearer() && acr.acrValues(demand).isEmpty();
        if (hasNoAcr) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Users can''t be redirected to sign in at level {0}: {1} has no acr for it",
                    demand.level(),
                    PathKeys.ACR_LEVELS.key());
            return new Decision.Reject(Reason.NOT_CONFIGURED, null);
        }
        return decider.stepUp(facts, demand, clock);
    }

    /** Returns the decision for a user whose POST has been kept. */
    Decision signInWithPost(RequestFacts facts, String id, Decision.KeepPost keep) {
        return decider.signInWithPost(facts, id, keep, clock);
    }

    /** Whether a forward, include or asynchronous dispatch may reach a target without a user. */
    boolean isPublicTarget(RequestFacts target) {
        return decider.isPublicTarget(target);
    }
}
