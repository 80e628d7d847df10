package org.journeyguard.it.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Serves any name below {@code /orders}, also {@code 42.css}. */
@Path("orders/{id}")
public class OrderResource {

    /** An order. */
    @GET
    public String order(@PathParam("id") String id) {
        return "order " + id;
    }

    /** Changes it. */
    @POST
    public String change(@PathParam("id") String id) {
        return "changed order " + id;
    }
}
