package org.journeyguard.demo;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** For administrators. */
@Path("admin")
@Produces({Message.TEXT, Message.JSON})
public class AdminResource {

    /** Greets an administrator. */
    @GET
    @RolesAllowed("admin")
    public Message hello(@Context SecurityContext security) {
        return new Message("Hello, administrator " + security.getUserPrincipal().getName());
    }
}
