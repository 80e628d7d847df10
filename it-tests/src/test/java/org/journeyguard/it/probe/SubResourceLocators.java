package org.journeyguard.it.probe;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.journeyguard.Authenticated;

/** Leads to sub-resources; a bean, so that its locators are guarded. {@code /api/open} is public. */
@Path("{area}/shelves")
@RequestScoped
public class SubResourceLocators {

    /** For administrators. */
    @Path("locked")
    @RolesAllowed("admin")
    public SubResource locked() {
        return new SubResource();
    }

    /** For everybody. */
    @Path("free")
    public SubResource free() {
        return new SubResource();
    }

    /** The sub-resource, with a demand of its own. */
    public static class SubResource {

        /** For callers whom the locator allows. */
        @GET
        public String read() {
            return "done";
        }

        /** For signed-in users. */
        @GET
        @Path("notes")
        @Authenticated
        public String notes() {
            return "done";
        }
    }
}
