package org.journeyguard.it.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.journeyguard.jaxrs.AccessTokenPropagation;

/** The demo, as another service sees it. */
@RegisterProvider(AccessTokenPropagation.class)
public interface CalledService {

    /** What its address has. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    String get();
}
