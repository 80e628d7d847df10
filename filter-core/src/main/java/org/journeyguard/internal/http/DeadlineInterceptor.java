package org.journeyguard.internal.http;

/** Does not send requests whose deadline has passed: AM would carry them out, but no caller waits for the response. */
final class DeadlineInterceptor implements Interceptor {
    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        return chain.deadline().left().isZero() ? TransportFailure.Kind.TOO_LATE.response() : chain.proceed(request);
    }
}
