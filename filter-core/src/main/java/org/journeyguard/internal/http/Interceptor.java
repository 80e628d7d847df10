package org.journeyguard.internal.http;

/** One step on the way of a call to AM. It passes the request on, changed or not, once or twice, or answers it without AM. */
@FunctionalInterface
public interface Interceptor {

    /** A step that passes each request on. */
    Interceptor NONE = (request, chain) -> chain.proceed(request);

    /**
     * Returns the response to a request.
     *
     * @param chain the steps that follow
     */
    AmResponse intercept(AmRequest request, Chain chain);
}
