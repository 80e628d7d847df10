package org.journeyguard.access;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.Optional;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes calls of a bean's methods. Runs before the container's own interceptors, such as those that hand calls to other threads. The
 * caller is the user of the current thread's request; outside a request there is none.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class AccessInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Called by the container. */
    public AccessInterceptor() {}

    /**
     * Proceeds if the caller satisfies the method's constraints.
     *
     * @throws org.journeyguard.JourneyException if the caller does not
     * @throws Exception from the method
     */
    @AroundInvoke
    public @Nullable Object guard(InvocationContext call) throws Exception {
        Class<?> type = call.getTarget().getClass();
        Optional<RequestContext> journey = RequestContext.current(type);
        GuardedType guarded = GuardedType.of(type);
        guarded.demands(call.getMethod())
                .requireOf(
                        () -> journey.flatMap(RequestContext::user),
                        name -> value(name, guarded.position(call.getMethod(), name), call, journey));
        journey.ifPresent(here -> here.passed(call.getMethod()));
        return call.proceed();
    }

    /** What the method is called with comes first; a resource may have path parameters that are no parameters of its method. */
    private static @Nullable String value(
            String name, @Nullable Integer position, InvocationContext call, Optional<RequestContext> journey) {
        if (position == null) {
            return journey.map(here -> here.pathParameter(name)).orElse(null);
        }
        Object value = call.getParameters()[position];
        return value == null ? null : value.toString();
    }
}
