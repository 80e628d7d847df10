package org.journeyguard.internal.http;

/** Repeats a request once, if its response is one that the request names as worth it. */
final class RetryInterceptor implements Interceptor {
    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        AmResponse response = chain.proceed(request);
        return request.options().repeatsOn().test(response) ? chain.proceed(request) : response;
    }
}
