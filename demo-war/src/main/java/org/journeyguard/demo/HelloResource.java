package org.journeyguard.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.journeyguard.JourneyUser;
import org.journeyguard.cdi.CurrentUser;

/** A public resource with a protected one below it. */
@Path("hello")
@ApplicationScoped
@Produces({Message.TEXT, Message.JSON})
public class HelloResource {
    @Inject
    CurrentUser currentUser;

    @Inject
    JourneyUser user;

    /** Greets everybody, and those by name who are signed in. */
    @GET
    public Message hello() {
        return new Message(
                "Hello, " + currentUser.get().map(JourneyUser::getName).orElse("stranger"));
    }

    /** Greets who is signed in. */
    @GET
    @Path("private")
    public Message helloPrivately() {
        return new Message("Hello, " + user.getName() + " of " + user.realm());
    }
}
