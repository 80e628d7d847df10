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
 * @param runtime of the application, or of its tenant
 * @param facts of the request
 * @param occasion of the request
 * @param dispatcher of the dispatch
 * @param verdict about the request
 */
record InitialDecision(
        WebGuard runtime,
        HttpRequestFacts facts,
        ServletRequestInfo occasion,
        DispatcherType dispatcher,
        Verdict verdict) {
    private static final String ATTRIBUTE = "org.journeyguard.arrival";

    /** Decides about a request; asks AM if the path requires it. */
    static InitialDecision of(TenantGuards runtimes, HttpServletRequest request) {
        RequestPath path = RequestPath.of(request);
        WebGuard chosen = runtimes.of(path);
        WebGuard runtime = chosen == null ? runtimes.everybodyElse() : chosen;
        HttpRequestFacts facts = runtime.factsOf(request, path);
        DispatcherType dispatcher = request.getDispatcherType();
        if (request.getAttribute(ATTRIBUTE) instanceof InitialDecision known && runtimes.has(known.runtime)) {
            request.removeAttribute(ATTRIBUTE);
            if (known.isAbout(runtime, facts, dispatcher)) {
                return known;
            }
        }
        ServletRequestInfo occasion = new ServletRequestInfo(request, runtime);
        Supplier<RequestInfo> before = CurrentRequest.enter(occasion);
        try {
            Verdict verdict = verdict(runtime, facts, chosen != null, dispatcher);
            return new InitialDecision(runtime, facts, occasion, dispatcher, verdict);
        } finally {
            CurrentRequest.leave(before);
        }
    }

    private static Verdict verdict(
            WebGuard runtime, HttpRequestFacts facts, boolean isOfOneTenant, DispatcherType dispatcher) {
        if (dispatcher == DispatcherType.ERROR) {
            return Verdict.of(Decision.PROCEED_AS_NOBODY);
        }
        return isOfOneTenant
                ? runtime.guard().decide(facts)
                : Verdict.of(new Decision.Reject(Reason.MALFORMED_PATH, null));
    }

    private boolean isAbout(WebGuard ofPath, HttpRequestFacts other, DispatcherType dispatch) {
        return runtime == ofPath
                && dispatcher == dispatch
                && facts.isSamePath(other)
                && Objects.equals(
                        facts.presented().credential(), other.presented().credential());
    }

    /** Whether the request proceeds without a user so far, and has a credential that AM could be asked about. */
    boolean isAskable() {
        return verdict.as() == Decision.Proceed.As.WHOEVER_IT_IS && (facts.hasCookies() || facts.isByBearer());
    }

    /** Returns a copy with another decision. */
    InitialDecision with(Decision other) {
        return new InitialDecision(runtime, facts, occasion, dispatcher, Verdict.of(other));
    }

    /** Stores the decision for the filter. */
    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
