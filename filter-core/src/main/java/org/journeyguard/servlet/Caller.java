package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, for containers that want to know it ahead of the filter.
 *
 * @param name of the user
 * @param roles of the user
 */
public record Caller(String name, Set<String> roles) {

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * Finds out who calls. Nothing is answered here: the filter does that, with what has been found out. On a public path AM is asked if
     * there is something to ask about, because later the container does not want to know any more.
     *
     * @param request on its way to the filter
     * @return empty when nobody is signed in, when the filter will refuse the request, and where there is no filter
     */
    public static Optional<Caller> of(HttpServletRequest request, HttpServletResponse response) {
        Runtimes runtimes = RuntimeLease.runtimesOf(request.getServletContext());
        return runtimes == null ? Optional.empty() : of(runtimes, request, response);
    }

    static Optional<Caller> of(Runtimes runtimes, HttpServletRequest request, HttpServletResponse response) {
        Arrival arrival = Arrival.of(runtimes, request);
        JourneyRuntime runtime = arrival.runtime();
        try {
            GuardedUser user = user(
                    arrival,
                    new Passage(runtime, arrival.occasion(), request, response, arrival.facts(), arrival.as()));
            arrival.keepIn(request);
            return user == null ? Optional.empty() : Optional.of(new Caller(user.getName(), user.roles()));
        } catch (AuthenticationRequired e) {
            return Optional.empty();
        } catch (Unavailable e) {
            // the container can't be told later, and silence is not "no roles"
            boolean isPublic = arrival.as() == Decision.Proceed.As.WHOEVER_IT_IS;
            (isPublic ? arrival : arrival.with(new Decision.Reject(Reason.AM_SILENT, e.retryAfter()))).keepIn(request);
            return Optional.empty();
        }
    }

    private static @Nullable GuardedUser user(Arrival arrival, Passage passage) {
        JourneyRuntime runtime = arrival.runtime();
        Validation validation = arrival.validation();
        boolean isOpen = passage.isOpen()
                && runtime.decider().unvalidated(arrival.facts(), runtime.now()).isEmpty();
        if (isOpen) {
            validation = runtime.validate(arrival.facts());
            Decision decision = runtime.decider().after(arrival.facts(), validation, runtime.now());
            return decision instanceof Decision.Proceed
                    ? runtime.userOf(arrival.facts().presented(), validation, passage)
                    : null;
        }
        return validation == null || !(arrival.decision() instanceof Decision.Proceed)
                ? null
                : runtime.userOf(arrival.facts().presented(), validation, passage);
    }
}
