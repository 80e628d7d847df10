package org.journeyguard.spi;

import java.util.Optional;

/** Makes observers. Found by {@link java.util.ServiceLoader} in the application. */
@FunctionalInterface
public interface JourneyObserverProvider {

    /**
     * Called once when the application starts, for itself and for each of its tenants.
     *
     * @param status can be asked as long as the observer is not closed
     * @return empty where there is nothing to observe with
     */
    Optional<JourneyObserver> observe(JourneyStatus status);
}
