package org.journeyguard.spi;

import java.util.Optional;

/** Makes observers. Found by {@link java.util.ServiceLoader} in the application. */
@FunctionalInterface
public interface JourneyObserverProvider {

    /**
     * Called once when the application starts, for the application and for each of its tenants.
     *
     * @param status usable until the observer is closed
     * @return empty when there is nothing to observe with
     */
    Optional<JourneyObserver> observe(JourneyStatus status);
}
