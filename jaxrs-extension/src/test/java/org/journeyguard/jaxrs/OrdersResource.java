package org.journeyguard.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.journeyguard.RequiresScope;

/** What the application of {@link OrdersTest} offers. */
@Path("orders")
public class OrdersResource {
    @GET
    public String whose(@Context SecurityContext security) {
        return "orders of " + security.getUserPrincipal().getName();
    }

    @POST
    @RequiresScope("write")
    public String place(@Context SecurityContext security) {
        return "ordered by " + security.getUserPrincipal().getName();
    }
}
