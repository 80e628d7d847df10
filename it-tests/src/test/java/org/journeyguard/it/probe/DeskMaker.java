package org.journeyguard.it.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

/** Makes a desk that the container does not guard. */
@ApplicationScoped
public class DeskMaker {

    /** For administrators, by its annotations. */
    @Produces
    @Named("made")
    public Desk desk() {
        return new Desk();
    }
}
