package org.journeyguard.internal.http;

/** Keeps back requests whose deadline has passed: nobody would read the response to what AM would still carry out. */
final class DeadlineInterceptor implements Interceptor {
    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        return chain.deadline().left().isZero() ? TransportFailure.Kind.TOO_LATE.response() : chain.proceed(request);
    }
}
