package org.journeyguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.journeyguard.Occasion;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about a request when it arrives, before anything is done about it. Found out once, in the filter or, where the
 * container wants to know the caller, ahead of it; then it counts for the very dispatch, path and credential that it is about.
 *
 * @param runtime of the application, or of its tenant
 * @param facts of the request
 * @param occasion of the request
 * @param dispatcher of the dispatch
 * @param decision what is to happen
 * @param validation what AM said; null when it was not asked
 */
record Arrival(
        JourneyRuntime runtime,
        ServletFacts facts,
        ServletOccasion occasion,
        DispatcherType dispatcher,
        Decision decision,
        @Nullable Validation validation) {
    private static final String ATTRIBUTE = "org.journeyguard.arrival";

    /** Asks AM where the path demands it. */
    static Arrival of(Runtimes runtimes, HttpServletRequest request) {
        RequestPath path = RequestPath.of(request);
        JourneyRuntime chosen = runtimes.of(path);
        JourneyRuntime runtime = chosen == null ? runtimes.everybodyElse() : chosen;
        ServletFacts facts = runtime.factsOf(request, path);
        if (request.getAttribute(ATTRIBUTE) instanceof Arrival known && runtimes.has(known.runtime)) {
            request.removeAttribute(ATTRIBUTE);
            if (known.isAbout(runtime, facts, request.getDispatcherType())) {
                return known;
            }
        }
        ServletOccasion occasion = new ServletOccasion(request, runtime);
        Supplier<Occasion> before = runtime.observers().enter(occasion);
        try {
            return found(runtime, facts, occasion, chosen != null, request.getDispatcherType());
        } finally {
            runtime.observers().leave(before);
        }
    }

    private static Arrival found(
            JourneyRuntime runtime,
            ServletFacts facts,
            ServletOccasion occasion,
            boolean isOfOneTenant,
            DispatcherType dispatcher) {
        if (dispatcher == DispatcherType.ERROR) {
            return new Arrival(runtime, facts, occasion, dispatcher, Decision.PROCEED_AS_NOBODY, null);
        }
        if (!isOfOneTenant) {
            Decision malformed = new Decision.Reject(Reason.MALFORMED_PATH, null);
            return new Arrival(runtime, facts, occasion, dispatcher, malformed, null);
        }
        Optional<Decision> before = runtime.decider().before(facts, runtime.now());
        if (before.isPresent()) {
            return new Arrival(runtime, facts, occasion, dispatcher, before.get(), null);
        }
        Validation validation = runtime.validate(facts);
        Decision after = runtime.decider().after(facts, validation, runtime.now());
        return new Arrival(runtime, facts, occasion, dispatcher, after, validation);
    }

    private boolean isAbout(JourneyRuntime ofPath, ServletFacts other, DispatcherType dispatch) {
        return runtime == ofPath
                && dispatcher == dispatch
                && facts.isSamePath(other)
                && Objects.equals(Presented.credential(facts.presented()), Presented.credential(other.presented()));
    }

    /** The same request, about which something else is decided. */
    Arrival with(Decision other) {
        return new Arrival(runtime, facts, occasion, dispatcher, other, validation);
    }

    /** Leaves it for the filter. */
    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** As whom the request proceeds, if it does. */
    Decision.Proceed.As as() {
        return decision instanceof Decision.Proceed proceed ? proceed.as() : Decision.Proceed.As.NOBODY;
    }
}
