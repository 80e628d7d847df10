package org.journeyguard.spi;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.journeyguard.JourneyEvent;

/**
 * Hears of what JourneyGuard does, for metrics, traces and the like. Called on the threads that do it, so it must not wait; what it
 * throws is logged and goes no further. Made by a {@link JourneyObserverProvider}.
 */
public interface JourneyObserver extends AutoCloseable {

    /**
     * The filter has let a request in. Called on the way of each request, which takes less than a microsecond else.
     *
     * @param asPublic whether because of its path, whoever it is
     */
    default void allowed(boolean asPublic) {}

    /**
     * It was looked up whether a session or token is good.
     *
     * @param hit whether the answer was remembered here; otherwise it has to be found out
     */
    default void cacheLookup(boolean hit) {}

    /** Something worth an audit has happened. */
    default void happened(JourneyEvent event) {}

    /**
     * A call to AM begins.
     *
     * @param header takes headers that go along, such as those of a trace
     * @return is told of its end, on the same thread
     */
    default Calling calling(AmCall call, BiConsumer<String, String> header) {
        return Calling.UNHEARD;
    }

    /** A call that is under way. */
    @FunctionalInterface
    interface Calling {
        /** Nobody wants to know. */
        Calling UNHEARD = (status, failure, took) -> {};

        /**
         * It has ended.
         *
         * @param status of HTTP; zero where there was no answer
         * @param failure one of a few: {@code connection failed}, {@code no answer in time}, …; empty where there was an answer
         * @param took from its beginning
         */
        void ended(int status, String failure, Duration took);
    }

    /**
     * A call was not made, because the circuit breaker is open after repeated failures.
     *
     * @param operation as {@link AmCall#operation()}
     */
    default void callNotPermitted(String operation) {}

    /** The application ends. */
    @Override
    default void close() {}
}
