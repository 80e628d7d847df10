package org.journeyguard.internal.auth;

import java.util.List;
import java.util.function.Supplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.SessionInfo;
import org.journeyguard.internal.logout.UserSessions;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.OutgoingTokens;

/**
 * The services that all users of an application share, whatever their credentials.
 *
 * @param outgoing tokens for calls to other services
 * @param acr compares how users have signed in with what is required
 * @param sessions lists and ends AM's sessions of users
 * @param tombstones ended credentials
 * @param deadlines of calls to AM that begin now
 */
public record UserServices(
        OutgoingTokens outgoing,
        AcrRules acr,
        UserSessions sessions,
        Tombstones tombstones,
        Supplier<Deadline> deadlines) {

    /** Whether a user has signed in as required; asks AM again if the cached answer does not suffice. */
    public boolean isMet(AuthenticationRequirement demand, Account account) {
        return demand.isNone()
                || acr.isMet(demand, account.authenticationContext(false))
                || acr.isMet(demand, account.authenticationContext(true));
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
            throw new AuthenticationRequired("The session or token has ended");
        }
    }
}
