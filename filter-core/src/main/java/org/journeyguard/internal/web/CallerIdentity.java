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
 * The caller of a request, for containers that need it ahead of the filter.
 *
 * @param name of the user
 * @param roles of the user
 */
public record CallerIdentity(String name, Set<String> roles) {

    /** Creates an identity; copies the roles. */
    public CallerIdentity {
        roles = Set.copyOf(roles);
    }

    /**
     * Identifies the caller. Answers nothing: the filter does that with the decision made here. On a public path AM is asked if the request
     * has a credential, because the container does not accept a user later.
     *
     * @param request on its way to the filter
     * @return empty when no user is signed in, when the filter will refuse the request, and when there is no filter
     */
    public static Optional<CallerIdentity> of(HttpServletRequest request) {
        TenantGuards tenants = GuardLease.tenantsOf(request.getServletContext());
        return tenants == null ? Optional.empty() : of(tenants, request);
    }

    static Optional<CallerIdentity> of(TenantGuards tenants, HttpServletRequest request) {
        InitialDecision initial = InitialDecision.of(tenants, request);
        try {
            Verdict verdict =
                    initial.isAskable() ? initial.webGuard().guard().authenticate(initial.facts()) : initial.verdict();
            Account account = verdict.isProceeding() ? verdict.account() : null;
            Optional<CallerIdentity> caller = account == null
                    ? Optional.empty()
                    : Optional.of(new CallerIdentity(account.identity().name(), account.roles()));
            initial.keepIn(request);
            return caller;
        } catch (AuthenticationRequired e) {
            return Optional.empty();
        } catch (Unavailable e) {
            // the container can't be updated later, and an AM that does not answer has not said "no roles"
            boolean isPublic = initial.verdict().as() == Decision.Proceed.As.LAZY;
            (isPublic ? initial : initial.with(new Decision.Reject(Reason.AM_UNAVAILABLE, e.retryAfter())))
                    .keepIn(request);
            return Optional.empty();
        }
    }
}
