package org.journeyguard.cdi;

import java.util.Optional;
import org.journeyguard.JourneyEvent;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;

/**
 * Fires a CDI event for each {@link JourneyEvent}, on the thread where it occurred. Beans observe all of them with
 * {@code void heard(@Observes JourneyEvent event)}, or one kind with {@code @Observes JourneyEvent.Refused}.
 */
public final class JourneyEvents implements JourneyObserverProvider {

    /** Found through {@code META-INF/services}. */
    public JourneyEvents() {}

    @Override
    public Optional<JourneyObserver> observe(JourneyStatus status) {
        return Optional.of(new JourneyObserver() {
            @Override
            public void happened(JourneyEvent event) {
                ContainerEvents.find().ifPresent(events -> events.fire(event));
            }
        });
    }
}
