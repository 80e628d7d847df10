package org.journeyguard.cdi;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;

/** The events of the CDI container. */
final class ContainerEvents {
    private static final System.Logger LOG = System.getLogger(ContainerEvents.class.getName());

    private ContainerEvents() {}

    /** Returns the events; empty in a program that runs without a CDI container, and so has no beans that could observe any. */
    static Optional<Event<Object>> find() {
        try {
            return Optional.of(CDI.current().getBeanManager().getEvent());
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "There is no CDI container to fire an event in", e);
            return Optional.empty();
        }
    }
}
