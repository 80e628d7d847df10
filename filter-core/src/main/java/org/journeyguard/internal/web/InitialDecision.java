package org.journeyguard.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.internal.servlet.RequestPath;

/**
 * The decision about a request on arrival, before anything is done about it. Made once, in the filter or, when the container needs the
 * caller, ahead of it; valid for one dispatch, path and credential.
 *
 * @param webGuard of the application, or of its tenant
 * @param facts of the request
 * @param requestInfo of the request
 * @param dispatcher of the dispatch
 * @param verdict about the request
 */
record InitialDecision(
        WebGuard webGuard,
        HttpRequestFacts facts,
        ServletRequestInfo requestInfo,
        DispatcherType dispatcher,
        Verdict verdict) {
    private static final String ATTRIBUTE = "org.journeyguard.initial-decision";

    /** Decides about a request; asks AM if the path requires it. */
    static InitialDecision of(TenantGuards tenants, HttpServletRequest request) {
        RequestPath path = RequestPath.of(request);
        WebGuard chosen = tenants.of(path);
        WebGuard webGuard = chosen == null ? tenants.defaultTenant() : chosen;
        HttpRequestFacts facts = webGuard.factsOf(request, path);
        DispatcherType dispatcher = request.getDispatcherType();
        if (request.getAttribute(ATTRIBUTE) instanceof InitialDecision known && tenants.has(known.webGuard)) {
            request.removeAttribute(ATTRIBUTE);
            if (known.isAbout(webGuard, facts, dispatcher)) {
                return known;
            }
        }
        ServletRequestInfo requestInfo = new ServletRequestInfo(request, webGuard);
        Supplier<RequestInfo> before = CurrentRequest.enter(requestInfo);
        try {
            Verdict verdict = verdict(webGuard, facts, chosen != null, dispatcher);
            return new InitialDecision(webGuard, facts, requestInfo, dispatcher, verdict);
        } finally {
            CurrentRequest.leave(before);
        }
    }

    private static Verdict verdict(
            WebGuard webGuard, HttpRequestFacts facts, boolean isOfOneTenant, DispatcherType dispatcher) {
        if (dispatcher == DispatcherType.ERROR) {
            return Verdict.of(Decision.PROCEED_ANONYMOUSLY);
        }
        return isOfOneTenant
                ? webGuard.guard().decide(facts)
                : Verdict.of(new Decision.Reject(Reason.MALFORMED_PATH, null));
    }

    private boolean isAbout(WebGuard ofPath, HttpRequestFacts other, DispatcherType dispatch) {
        return webGuard == ofPath
                && dispatcher == dispatch
                && facts.isSamePath(other)
                && Objects.equals(
                        facts.presented().credential(), other.presented().credential());
    }

    /** Whether the request proceeds without a user so far, and has a credential that AM could be asked about. */
    boolean isAskable() {
        return verdict.as() == Decision.Proceed.As.LAZY && (facts.hasCookies() || facts.isByBearer());
    }

    /** Returns a copy with another decision. */
    InitialDecision with(Decision other) {
        return new InitialDecision(webGuard, facts, requestInfo, dispatcher, Verdict.of(other));
    }

    /** Stores the decision for the filter. */
    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
