package org.journeyguard.it.probe;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Tells the {@link Witness} which resource JAX-RS has chosen. */
@Provider
public class ResourceWitness implements ContainerRequestFilter {
    private final ResourceInfo resource;

    /** Called by JAX-RS. */
    public ResourceWitness(@Context ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Witness.note(
                request.getHeaderString(Witness.PROBE),
                resource.getResourceClass().getSimpleName() + "."
                        + resource.getResourceMethod().getName());
    }
}
