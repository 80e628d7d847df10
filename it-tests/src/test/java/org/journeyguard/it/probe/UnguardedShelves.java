package org.journeyguard.it.probe;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** No bean, so that nothing can guard its locators. */
@Path("{area}/unguarded")
public class UnguardedShelves {

    /** For administrators. */
    @Path("locked")
    @RolesAllowed("admin")
    public Shelves.Book locked() {
        return new Shelves.Book();
    }
}
