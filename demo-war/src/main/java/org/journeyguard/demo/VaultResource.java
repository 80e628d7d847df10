package org.journeyguard.demo;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;

/** What asks for a stronger sign-in by annotation. */
@Path("vault")
@Produces({Message.TEXT, Message.JSON})
public class VaultResource {
    private final JourneyUser user;

    /**
     * @param user whoever has signed in
     */
    @Inject
    public VaultResource(JourneyUser user) {
        this.user = user;
    }

    /** For whoever has signed in by the way that is named. */
    @GET
    @RequiresAcr("strong")
    public Message open() {
        return new Message("The vault of " + user.getName());
    }

    /** For whoever has signed in at the level. */
    @GET
    @Path("level")
    @RequiresAuthLevel(5)
    public Message level() {
        return new Message("Level 5 of " + user.getName());
    }
}
