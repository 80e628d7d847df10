package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.auth.UserServices;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.guard.Guard;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.jspecify.annotations.Nullable;

/** Determines the user of a request, lazily and once. After a logout there is none. The lock of the request's context guards changes. */
final class RequestUser {
    private final RequestContext context;
    private final Decision.Proceed.As as;
    /** Whether there is a credential that AM can validate; most requests for public paths have none. */
    private final boolean isAskable;

    private volatile @Nullable AuthenticatedUser user;
    /** The outcome for the request's credential; null until there was a reason to authenticate it. */
    private volatile @Nullable Authentication<?> authentication;

    RequestUser(RequestContext context, InitialDecision initial) {
        this.context = context;
        this.as = initial.verdict().as();
        this.isAskable = initial.isAskable();
    }

    /** Returns the user; asks AM unless it was asked before. */
    @Nullable
    AuthenticatedUser current() {
        if (isOpen() && context.isActive()) {
            require();
        }
        return user;
    }

    /** Returns the user if they are confirmed already; does not ask AM. */
    @Nullable
    AuthenticatedUser confirmed() {
        return user;
    }

    /** Whether AM was asked and did not answer. */
    boolean isUndecided() {
        return authentication instanceof Authentication.Unavailable;
    }

    /** Whether the user is still unknown, because there was no reason to ask AM. */
    boolean isOpen() {
        return isAskable && authentication == null;
    }

    /** Whether the request was allowed without a user, at this path. */
    boolean wasNotRequiredAt(HttpRequestFacts target) {
        return as != Decision.Proceed.As.USER && context.facts().isSamePath(target);
    }

    /** Decides about the request if it requires a user. Asks AM only once, whatever the answer. */
    Decision require() {
        Verdict verdict = as == Decision.Proceed.As.ANONYMOUS
                ? new Verdict(guard().signIn(context.facts()), Authentication.refused(), null)
                : guard().authenticate(context.facts(), authentication);
        settle(verdict);
        return verdict.decision();
    }

    /** Records the outcome and the user, unless an outcome is recorded already: a logout may have come first. */
    void settle(Verdict verdict) {
        synchronized (context) {
            if (authentication != null || verdict.authentication() == null) {
                return;
            }
            authentication = verdict.authentication();
            Account account = verdict.account();
            if (account == null) {
                return;
            }
            AuthenticatedUser confirmed = of(account, verdict.responseAttributes());
            user = confirmed;
            if (context.isActive()) {
                keepOutOfCaches(context.response());
                HttpSessionBinding.enforce(context.request(), confirmed, context.webGuard());
            }
        }
    }

    /** Prevents caching of what may be specific to one user, unless the application allows it. */
    private static void keepOutOfCaches(HttpServletResponse response) {
        if (!response.isCommitted() && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /**
     * Returns the user of an account that this request has authenticated.
     *
     * @param responseAttributes of the policies that allow the request; empty for none
     */
    AuthenticatedUser of(Account account, Map<String, List<String>> responseAttributes) {
        UserServices services = guard().userServices();
        String address = services.policies().isOn() ? context.facts().remoteAddress() : "";
        return new AuthenticatedUser(account, services, address, responseAttributes, context);
    }

    /**
     * Ends the user here and, while the request lives, its HttpSession.
     *
     * @param leaving the credential that ends; null for none
     */
    void end(@Nullable Credential leaving) {
        synchronized (context) {
            user = null;
            authentication = Authentication.refused();
            HttpSession session = context.isActive() ? context.request().getSession(false) : null;
            if (session != null) {
                HttpSessionBinding.end(session, leaving, context.webGuard());
            }
        }
    }

    private Guard guard() {
        return context.webGuard().guard();
    }
}
