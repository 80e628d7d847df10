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
 * Lets calls of a bean's methods through to whom they are meant for. Comes before what containers do around methods, such as handing
 * them to another thread. Who calls is the user of the request that the thread works for; outside of one that is nobody.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class AccessInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Called by the container. */
    public AccessInterceptor() {}

    /**
     * Goes on only for whom the method is meant.
     *
     * @throws org.journeyguard.JourneyException for everybody else
     * @throws Exception what the method throws
     */
    @AroundInvoke
    public @Nullable Object guard(InvocationContext call) throws Exception {
        Class<?> type = call.getTarget().getClass();
        Optional<RequestContext> journey = RequestContext.current(type);
        GuardedType.of(type).demands(call.getMethod()).requireOf(() -> journey.flatMap(RequestContext::user));
        journey.ifPresent(here -> here.passed(call.getMethod()));
        return call.proceed();
    }
}
