package org.journeyguard.spi;

import java.time.Duration;

/**
 * A call to the engine that the nodes of an application share.
 *
 * @param operation {@code get}, {@code putIfAbsent}, {@code replace} or {@code remove}
 * @param outcome how it ended
 * @param took duration of the call; zero if it was not made
 */
public record ClusterCall(String operation, Outcome outcome, Duration took) {
    /** How a call ended. */
    public enum Outcome {
        /** The engine answered. */
        SUCCESS,
        /** The engine reported an error, or can't be reached. */
        FAILURE,
        /** The engine did not answer within {@code journey.cluster.timeout}. */
        TIMEOUT,
        /** The call was not made, because the circuit breaker is open after repeated failures. */
        NOT_PERMITTED
    }
}
