package org.journeyguard.it.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Serves every path that no other resource has. */
@Path("{anything: .*}")
public class AnythingResource {

    /** Says so. */
    @GET
    public String anything() {
        return "anything";
    }
}
