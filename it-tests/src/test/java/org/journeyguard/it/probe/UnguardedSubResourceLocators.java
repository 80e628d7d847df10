package org.journeyguard.it.probe;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** No bean, so that nothing can guard its locators. */
@Path("{area}/unguarded")
public class UnguardedSubResourceLocators {

    /** For administrators. */
    @Path("locked")
    @RolesAllowed("admin")
    public SubResourceLocators.SubResource locked() {
        return new SubResourceLocators.SubResource();
    }
}
