package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.PolicyDecision;
import org.journeyguard.SessionInfo;
import org.journeyguard.internal.authorization.AdviceRules;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.authorization.PolicyOutcome;
import org.journeyguard.internal.authorization.PolicyQuery;
import org.journeyguard.internal.logout.UserSessions;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.OutgoingTokens;

/**
 * The services that all users of an application share, whatever their credentials.
 *
 * @param outgoing tokens for calls to other services
 * @param acr compares how users have signed in with what is required
 * @param attributes that the application wants
 * @param policies decide what users may do
 * @param sessions lists and ends AM's sessions of users
 * @param tombstones ended credentials
 * @param deadlines of calls to AM that begin now
 */
public record UserServices(
        OutgoingTokens outgoing,
        AcrRules acr,
        AttributeSettings attributes,
        Policies policies,
        UserSessions sessions,
        Tombstones tombstones,
        Supplier<Deadline> deadlines) {

    /** Whether a user has signed in as required; asks AM again if the cached answer does not suffice. */
    public boolean isMet(AuthenticationRequirement demand, Account account) {
        return demand.isNone()
                || acr.isMet(demand, account.authenticationContext(false))
                || acr.isMet(demand, account.authenticationContext(true));
    }

    /**
     * Reads from a denial how the user has to sign in. If the user has done so since AM decided, and AM has upgraded the session without a
     * new token, AM decides once more.
     *
     * @param ask asks the policies
     * @throws org.journeyguard.Unavailable if AM does not say how the user has signed in
     * @throws AuthenticationRequired if the user's session has ended
     */
    public PolicyOutcome byPolicies(Account account, Supplier<PolicyOutcome> ask) {
        PolicyOutcome outcome = ask.get();
        if (!(outcome instanceof PolicyOutcome.Denied denied)
                || requirement(denied, account).isEmpty()) {
            return outcome;
        }
        PolicyOutcome advised = asAdvised(denied, account);
        if (advised instanceof PolicyOutcome.SignInRequired) {
            return advised;
        }
        policies.signedInAnew(account.credential());
        PolicyOutcome again = ask.get();
        return again instanceof PolicyOutcome.Denied still ? asAdvised(still, account) : again;
    }

    /** Returns how the user has to sign in, or the denial if they have done so. */
    private PolicyOutcome asAdvised(PolicyOutcome.Denied denied, Account account) {
        return requirement(denied, account)
                .filter(demand -> !isMet(demand, account))
                .<PolicyOutcome>map(demand -> new PolicyOutcome.SignInRequired(demand, denied.decision()))
                .orElse(denied);
    }

    private Optional<AuthenticationRequirement> requirement(PolicyOutcome.Denied denied, Account account) {
        return AdviceRules.requirement(
                denied.decision().advices(), account.identity().realm(), acr);
    }

    /** Returns AM's decision about a resource. */
    PolicyDecision decision(PolicyQuery query, Account account) {
        requireAlive(account);
        return policies.decision(query, account)
                .fold(
                        decision -> decision,
                        refused -> {
                            throw ended();
                        },
                        outage -> {
                            throw outage.toException();
                        });
    }

    /** Requires that the policies allow an action. */
    void requirePolicy(PolicyQuery query, String action, Account account) {
        requireAlive(account);
        PolicyOutcome outcome = byPolicies(account, () -> PolicyOutcome.of(policies.decision(query, account), action));
        if (outcome instanceof PolicyOutcome.SignInRequired signIn) {
            throw notSignedIn(signIn.requirement());
        }
        if (outcome instanceof PolicyOutcome.SessionEnded) {
            throw ended();
        }
        if (outcome instanceof PolicyOutcome.Undecided undecided) {
            throw undecided.outage().toException();
        }
        if (outcome instanceof PolicyOutcome.Denied) {
            throw new AccessDenied("AM's policies deny " + action + " of " + query.resource());
        }
    }

    List<SessionInfo> sessionsOf(Account account) {
        requireAlive(account);
        return account.sessionOwner()
                .map(owner -> sessions.of(owner, deadlines.get()))
                .orElse(List.of());
    }

    boolean endSessionOf(Account account, String handle) {
        requireAlive(account);
        return account.sessionOwner()
                .map(owner -> sessions.end(owner, handle, deadlines.get()))
                .orElse(false);
    }

    /** The agent's session acts for a user here, so the user must still be signed in. */
    private void requireAlive(Account account) {
        if (tombstones.has(account.credential())) {
            throw ended();
        }
    }

    /** Returns the exception for a user who has not signed in as required. */
    static AuthenticationRequired notSignedIn(AuthenticationRequirement demand) {
        return new AuthenticationRequired(
                "The user has not signed in as required: " + demand, demand.acr(), demand.level());
    }

    private static AuthenticationRequired ended() {
        return new AuthenticationRequired("The session or token has ended");
    }
}
