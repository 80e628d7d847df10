package org.journeyguard.internal.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.JourneyObserver.Calling;

/** Tells observers of each request that is sent and of its response, and adds the headers that they want, such as a trace's. */
final class ObserverInterceptor implements Interceptor {
    private final Observers observers;
    private final LongSupplier nanoTime;

    ObserverInterceptor(Observers observers, LongSupplier nanoTime) {
        this.observers = observers;
        this.nanoTime = nanoTime;
    }

    @Override
    public AmResponse intercept(AmRequest request, Chain chain) {
        long sentAt = nanoTime.getAsLong();
        Map<String, String> more = new HashMap<>();
        Calling calling =
                observers.calling(new AmCall(request.operation(), request.method(), request.bareUrl()), more::put);
        AmResponse response = chain.proceed(request.with(more));
        calling.ended(response.status(), response.failure(), Duration.ofNanos(nanoTime.getAsLong() - sentAt));
        return response;
    }
}
