package org.journeyguard.spi;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.journeyguard.JourneyEvent;

/**
 * Observes what JourneyGuard does, for metrics, traces and the like. Called on the threads that do the work, so it must not block;
 * exceptions are logged and ignored. Made by a {@link JourneyObserverProvider}.
 */
public interface JourneyObserver extends AutoCloseable {

    /**
     * The filter has allowed a request. Called for each request, which otherwise takes the filter less than a microsecond.
     *
     * @param asPublic whether its path is public; otherwise the user is allowed
     */
    default void allowed(boolean asPublic) {}

    /**
     * The filter has looked up whether a session or token is valid.
     *
     * @param hit whether the answer was cached; otherwise the filter has to find out
     */
    default void cacheLookup(boolean hit) {}

    /** An event for auditing has happened. */
    default void happened(JourneyEvent event) {}

    /**
     * A call to AM begins.
     *
     * @param header accepts headers to send with the call, such as those of a trace
     * @return called when the call ends, on the same thread
     */
    default Calling calling(AmCall call, BiConsumer<String, String> header) {
        return Calling.UNHEARD;
    }

    /** A call in progress. */
    @FunctionalInterface
    interface Calling {
        /** Ignores how the call ended. */
        Calling UNHEARD = (status, failure, took) -> {};

        /**
         * The call has ended.
         *
         * @param status of HTTP; zero when there was no response
         * @param failure one of a few: {@code connection failed}, {@code no answer in time}, …; empty when there was a response
         * @param took duration of the call
         */
        void ended(int status, String failure, Duration took);
    }

    /**
     * A call was not made, because the circuit breaker is open after repeated failures.
     *
     * @param operation as {@link AmCall#operation()}
     */
    default void callNotPermitted(String operation) {}

    /** A call to the engine that the nodes share has ended, or was not made. */
    default void clusterCalled(ClusterCall call) {}

    /** The application stops. */
    @Override
    default void close() {}
}
