package org.journeyguard.demo;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** For administrators. */
@Path("admin")
@Produces(MediaType.TEXT_PLAIN)
public class AdminResource {

    /** Greets an administrator. */
    @GET
    @RolesAllowed("admin")
    public String hello(@Context SecurityContext security) {
        return "Hello, administrator " + security.getUserPrincipal().getName();
    }
}
