package org.journeyguard.spi;

import java.util.Map;
import java.util.Optional;

/** How JourneyGuard is, at the moment of each call; never waits, and holds no secret. */
public interface JourneyStatus {

    /** How AM is, as far as calls to it tell. */
    enum Am {
        /** Nobody has asked it yet. */
        UNKNOWN,
        /** It has answered the last call. */
        ANSWERING,
        /** Some calls have failed since it answered last. */
        FAILING,
        /** So many calls have failed that the circuit breaker is open, and lets one call try now and then. */
        CIRCUIT_OPEN
    }

    /** As AM path. */
    String realm();

    /** The tenant of the application; empty for everybody who is no tenant's. */
    String tenant();

    /** How AM is. Where nobody has asked it for a while it is asked in the background, so that the next answer is a fresh one. */
    Am am();

    /** Whether AM has ever answered since the application has started. */
    boolean hasAmAnswered();

    /** Whether requests should be sent here: always by default, and with {@code journey.health.am=readiness} while AM answers. */
    boolean isReady();

    /** Whether AM tells of sessions that end; empty where it is not asked to. */
    Optional<Boolean> notificationsConnected();

    /** How much is remembered, by what: {@code sessions}, {@code access-tokens}, {@code tombstones}, {@code logout-retries}. */
    Map<String, Long> sizes();
}
