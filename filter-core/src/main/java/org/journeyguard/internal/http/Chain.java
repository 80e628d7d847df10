package org.journeyguard.internal.http;

import java.util.List;
import org.journeyguard.internal.resilience.Deadline;

/**
 * The steps that a call has yet to take.
 *
 * @param steps the last of them sends the request
 * @param deadline of the call as a whole
 */
public record Chain(List<Interceptor> steps, Deadline deadline) {

    /** Takes the next step with a request, and through it all that follow. */
    public AmResponse proceed(AmRequest request) {
        return steps.get(0).intercept(request, new Chain(steps.subList(1, steps.size()), deadline));
    }
}
