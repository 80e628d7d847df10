package org.journeyguard.it.probe;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.journeyguard.RequiresPolicy;

/** Asks AM's policies about orders: before the method, by a parameter that only the path has, and in a bean that the method calls. */
@Path("approvals/{id}")
@RequestScoped
public class ApprovalResource {
    private static final String ORDERS = "http://orders.example.test:80/";

    @Inject
    Approvals approvals;

    /** Is called with what JAX-RS has read from the path. */
    @GET
    @RequiresPolicy(action = "GET", resource = ORDERS + "{id}")
    public String approve() {
        return "approved";
    }

    /** Approves another order than that of the path. */
    @GET
    @Path("instead-of/{other}")
    public String approveAnother(@PathParam("other") String other) {
        return approvals.approve(other);
    }

    /** A bean that other beans call. */
    @RequestScoped
    public static class Approvals {
        /** Approves an order. */
        @RequiresPolicy(action = "GET", resource = ORDERS + "{id}")
        public String approve(@PathParam("id") String order) {
            return "approved " + order;
        }
    }
}
