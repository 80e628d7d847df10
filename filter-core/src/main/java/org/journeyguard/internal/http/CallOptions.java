package org.journeyguard.internal.http;

import java.util.function.Predicate;
import org.journeyguard.internal.resilience.Priority;

/**
 * How a request is treated on its way to AM.
 *
 * @param priority whether AM confirmed the session or token in question before
 * @param isUrgent whether it is also sent while the circuit breaker is open
 * @param repeatsOn the responses after which it is sent once more
 * @param authentication adds the credentials of the caller
 */
record CallOptions(Priority priority, boolean isUrgent, Predicate<AmResponse> repeatsOn, Interceptor authentication) {
    static final CallOptions DEFAULT = new CallOptions(Priority.CONFIRMED, false, response -> false, Interceptor.NONE);
}
