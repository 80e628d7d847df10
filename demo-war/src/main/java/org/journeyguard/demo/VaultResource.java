package org.journeyguard.demo;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;

/** What asks for a stronger sign-in by annotation. */
@Path("vault")
@Produces(MediaType.TEXT_PLAIN)
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
    public String open() {
        return "The vault of " + user.getName();
    }

    /** For whoever has signed in at the level. */
    @GET
    @Path("level")
    @RequiresAuthLevel(5)
    public String level() {
        return "Level 5 of " + user.getName();
    }
}
