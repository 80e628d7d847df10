package org.journeyguard.it.probe;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** JAX-RS without a servlet: a filter of {@code web.xml} serves it, so it names its classes and no path. */
public class FilteredApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(OrderResource.class);
    }
}
