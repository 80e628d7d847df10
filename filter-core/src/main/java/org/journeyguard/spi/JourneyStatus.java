package org.journeyguard.spi;

import java.util.Map;
import java.util.Optional;

/** The current status of JourneyGuard. Never blocks, and holds no secret. */
public interface JourneyStatus {

    /** The state of a server, AM or the engine that nodes share, as calls to it show. */
    enum Server {
        /** It has not been called yet. */
        UNKNOWN,
        /** It has answered the last call. */
        ANSWERING,
        /** Some calls have failed since it last answered. */
        FAILING,
        /** So many calls have failed that the circuit breaker is open, and allows a trial call now and then. */
        CIRCUIT_OPEN
    }

    /** Returns the realm, as AM path. */
    String realm();

    /** Returns the tenant of the application; empty for requests that belong to no tenant. */
    String tenant();

    /** Returns the state of AM. If AM has not been called for a while, it is called in the background, so that the next result is fresh. */
    Server am();

    /** Whether AM has answered since the application started. */
    boolean hasAmAnswered();

    /** Whether requests should be sent here: always by default, and with {@code journey.health.am=readiness} while AM answers. */
    boolean isReady();

    /** Returns the state of the engine that nodes share; empty for an application on one node ({@code journey.cluster}). */
    Optional<Server> cluster();

    /** Whether AM's notifications of ended sessions are connected; empty when they are not configured. */
    Optional<Boolean> notificationsConnected();

    /** Returns how many entries are kept, by kind: {@code sessions}, {@code access-tokens}, {@code tombstones}, {@code logout-retries}. */
    Map<String, Long> sizes();
}
