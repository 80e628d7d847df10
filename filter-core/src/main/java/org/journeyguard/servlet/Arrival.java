package org.journeyguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about a request when it arrives, before anything is done about it. Found out once, in the filter or, where the
 * container wants to know the caller, ahead of it.
 *
 * @param runtime of the application that found out
 * @param facts of the request
 * @param decision what is to happen
 * @param validation what AM said; null when it was not asked
 */
record Arrival(
        JourneyRuntime runtime,
        ServletFacts facts,
        Decision decision,
        @Nullable Validation validation) {
    private static final String ATTRIBUTE = "org.journeyguard.arrival";

    /** Asks AM where the path demands it. */
    static Arrival of(JourneyRuntime runtime, HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Arrival known && known.runtime == runtime) {
            request.removeAttribute(ATTRIBUTE);
            return known;
        }
        ServletFacts facts = runtime.factsOf(request);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return new Arrival(runtime, facts, Decision.PROCEED_AS_NOBODY, null);
        }
        Optional<Decision> before = runtime.decider().before(facts, runtime.now());
        if (before.isPresent()) {
            return new Arrival(runtime, facts, before.get(), null);
        }
        Validation validation = runtime.validate(facts);
        return new Arrival(runtime, facts, runtime.decider().after(facts, validation, runtime.now()), validation);
    }

    /** The same request, about which something else is decided. */
    Arrival with(Decision other) {
        return new Arrival(runtime, facts, other, validation);
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
