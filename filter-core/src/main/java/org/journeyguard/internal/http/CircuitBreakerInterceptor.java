package org.journeyguard.internal.http;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.internal.resilience.Priority;

/**
 * Answers requests without AM while the circuit breaker is open, and tells it what became of those that are sent. Urgent requests are
 * sent all the same, a few at once.
 */
final class CircuitBreakerInterceptor implements Interceptor {
    /** Each of these calls holds a thread of the server while AM hangs. */
    static final int MAX_CALLS_WHILE_OPEN = 8;

    private final CircuitBreaker breaker;
    private final Observers observers;
    private final LongSupplier nanoTime;
    private final Semaphore whileOpen = new Semaphore(MAX_CALLS_WHILE_OPEN);

    CircuitBreakerInterceptor(CircuitBreaker breaker, Observers observers, LongSupplier nanoTime) {
        this.breaker = breaker;
        this.observers = observers;
        this.nanoTime = nanoTime;
    }

    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        if (breaker.allows()) {
            return send(request, chain);
        }
        if (!request.options().isUrgent() || !whileOpen.tryAcquire()) {
            observers.callNotPermitted(request.operation());
            return AmResponse.unsent("AM has failed repeatedly and is not asked for a moment", breaker.retryAfter());
        }
        try {
            return send(request, chain);
        } finally {
            whileOpen.release();
        }
    }

    private AmResponse send(AmRequest request, Chain chain) {
        long sentAt = nanoTime.getAsLong();
        AmResponse response = chain.proceed(request);
        boolean confirmed = request.options().priority() == Priority.CONFIRMED;
        if (response.is(AmResponse.NONE)) {
            if (confirmed || response.isAboutAm()) {
                breaker.failed(sentAt);
            }
        } else if (response.status() < 500 || response.is(501)) {
            breaker.succeeded();
        } else if (confirmed || (response.isOfGateway() && !isLedByClient(request))) {
            breaker.failed(sentAt);
        } else {
            breaker.answered();
        }
        return response;
    }

    /** Whether the client's own cookie may have led the request to a server that is down, while others serve. */
    private static boolean isLedByClient(AmRequest request) {
        return request.headers().containsKey("Cookie");
    }
}
