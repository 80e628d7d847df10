package org.journeyguard.it.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

/** Makes a desk that the container does not guard. */
@ApplicationScoped
public class ConstrainedBeanProducer {

    /** For administrators, by its annotations. */
    @Produces
    @Named("made")
    public ConstrainedBean desk() {
        return new ConstrainedBean();
    }
}
