package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresScope;

/** For bearer tokens with the scope {@code write}. */
@Path("write")
@RequestScoped
@Produces({Message.TEXT, Message.JSON})
public class WriteResource {
    @Inject
    JourneyUser user;

    /** Says who may write. */
    @GET
    @RequiresScope("write")
    public Message write() {
        return new Message((user.isClient() ? "The client " : "The user ") + user.getName() + " may write");
    }
}
