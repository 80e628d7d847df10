package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.LogoutReport;
import org.journeyguard.NotConfigured;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.response.LogoutResponses;
import org.journeyguard.internal.response.ResponseFormat;
import org.journeyguard.internal.response.StoragePages;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.jspecify.annotations.Nullable;

/** Creates the responses for refused requests and for logouts. */
public final class ErrorResponses {
    private static final System.Logger LOG = System.getLogger(ErrorResponses.class.getName());

    private final RequestContext context;
    private final HttpRequestFacts facts;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    ErrorResponses(
            RequestContext context, HttpRequestFacts facts, HttpServletRequest request, HttpServletResponse response) {
        this.context = context;
        this.facts = facts;
        this.request = request;
        this.response = response;
    }

    /** Returns the response to an exception of JourneyGuard; logs those that the application or its configuration caused. */
    public FilterResponse of(JourneyException e) {
        if (e instanceof AuthenticationRequired required) {
            AuthenticationRequirement demand = new AuthenticationRequirement(required.acr(), required.authLevel());
            return demand.isNone() || context.currentUser() == null
                    ? signIn()
                    : of(context.webGuard().guard().stepUp(facts, demand));
        }
        if (e instanceof AccessDenied denied) {
            return of(new Decision.Challenge(reason(denied), null, denied.scope(), List.of()));
        }
        if (e instanceof Unavailable unavailable) {
            return of(new Decision.Reject(Reason.AM_UNAVAILABLE, unavailable.retryAfter()));
        }
        LOG.log(System.Logger.Level.WARNING, "A request failed", e);
        return of(new Decision.Reject(e instanceof NotConfigured ? Reason.NOT_CONFIGURED : Reason.AM_REFUSED, null));
    }

    /** Returns the response for a user who has to sign in first. */
    FilterResponse signIn() {
        Decision decision = context.needsUser();
        WebGuard webGuard = context.webGuard();
        return of(decision instanceof Decision.Proceed ? webGuard.guard().signIn(facts) : decision);
    }

    private static Reason reason(AccessDenied denied) {
        if (!denied.scope().isEmpty()) {
            return Reason.SCOPE_MISSING;
        }
        return denied.roles().isEmpty() ? Reason.DENIED : Reason.ROLE_MISSING;
    }

    /** Returns the response to a decision that does not proceed; sets its cookies. */
    FilterResponse of(Decision decision) {
        if (decision instanceof Decision.GoBack back) {
            return FilterResponses.redirect(302, back.location());
        }
        if (decision instanceof Decision.Resume resume) {
            return StoragePages.resume(resume, recipient());
        }
        WebGuard webGuard = context.webGuard();
        PostKeeper keeper = webGuard.postKeeper().orElse(null);
        if (decision instanceof Decision.KeepPost keep) {
            return keeper == null ? of(keep.otherwise()) : keeper.keep(keep, context);
        }
        if (decision instanceof Decision.RepeatPost repeat) {
            return keeper == null ? of(new Decision.Reject(Reason.POST_GONE, null)) : keeper.repeat(repeat, context);
        }
        if (decision instanceof Decision.ShowSignInPage) {
            return webGuard.journeyPath().answer(context);
        }
        refused(reason(decision));
        if (decision instanceof Decision.Redirect redirect) {
            if (!response.isCommitted()) {
                webGuard.cookies().countLogin(response, redirect.count());
            }
            return redirect.stored() == null
                    ? FilterResponses.redirect(302, redirect.location())
                    : StoragePages.store(redirect.stored(), redirect.location(), recipient());
        }
        if (decision instanceof Decision.BeginSignIn begin) {
            return webGuard.signInPath().begin(begin, context, request, response);
        }
        if (decision instanceof Decision.Challenge challenge) {
            if (challenge.reason() == Reason.TWO_SESSIONS && !response.isCommitted()) {
                webGuard.cookies().expireConflicting(response, request.getRequestURI());
            }
            return FilterResponses.challenge(challenge, recipient());
        }
        return FilterResponses.reject((Decision.Reject) decision, recipient());
    }

    private static Reason reason(Decision decision) {
        if (decision instanceof Decision.Challenge challenge) {
            return challenge.reason();
        }
        return decision instanceof Decision.Reject reject ? reject.reason() : Reason.SIGN_IN_REQUIRED;
    }

    /**
     * Returns the response to a logout.
     *
     * @param wanted where the user wants to go afterwards; null for anywhere
     */
    FilterResponse of(LogoutReport report, @Nullable String wanted) {
        return LogoutResponses.of(
                report, facts.namesJson(), context.webGuard().logoutRedirects().target(wanted), recipient());
    }

    /** Notifies observers that the request is refused. */
    void refused(Reason reason) {
        AuthenticatedUser known = context.confirmedUser();
        context.webGuard().guard().observers().refused(known == null ? null : known.getName(), reason.word());
    }

    /** Returns the format for this client. */
    ResponseFormat recipient() {
        return ResponseFormat.of(facts.wantsPage(), context.webGuard().languages(), facts.header("Accept-Language"))
                .framed(facts.isFramed());
    }
}
