package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresScope;

/** For bearer tokens with the scope {@code write}. */
@Path("write")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class WriteResource {
    @Inject
    JourneyUser user;

    /** Says who may write. */
    @GET
    @RequiresScope("write")
    public String write() {
        return (user.isClient() ? "The client " : "The user ") + user.getName() + " may write";
    }
}
