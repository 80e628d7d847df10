package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;

/**
 * Who calls, for containers that want to know it ahead of the filter.
 *
 * @param name of the user
 * @param roles of the user
 */
public record CallerIdentity(String name, Set<String> roles) {

    /** Copies the roles. */
    public CallerIdentity {
        roles = Set.copyOf(roles);
    }

    /**
     * Finds out who calls. Nothing is answered here: the filter does that, with what has been found out. On a public path AM is asked if
     * there is something to ask about, because later the container does not want to know any more.
     *
     * @param request on its way to the filter
     * @return empty when no user is signed in, when the filter will refuse the request, and where there is no filter
     */
    public static Optional<CallerIdentity> of(HttpServletRequest request) {
        TenantGuards runtimes = GuardLease.runtimesOf(request.getServletContext());
        return runtimes == null ? Optional.empty() : of(runtimes, request);
    }

    static Optional<CallerIdentity> of(TenantGuards runtimes, HttpServletRequest request) {
        InitialDecision arrival = InitialDecision.of(runtimes, request);
        try {
            Verdict verdict =
                    arrival.isAskable() ? arrival.runtime().guard().authenticate(arrival.facts()) : arrival.verdict();
            Account account = verdict.isProceeding() ? verdict.account() : null;
            Optional<CallerIdentity> caller = account == null
                    ? Optional.empty()
                    : Optional.of(new CallerIdentity(account.identity().name(), account.roles()));
            arrival.keepIn(request);
            return caller;
        } catch (AuthenticationRequired e) {
            return Optional.empty();
        } catch (Unavailable e) {
            // the container can't be told later, and an AM that does not answer has not said "no roles"
            boolean isPublic = arrival.verdict().as() == Decision.Proceed.As.WHOEVER_IT_IS;
            (isPublic ? arrival : arrival.with(new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter())))
                    .keepIn(request);
            return Optional.empty();
        }
    }
}
