package org.journeyguard.it.probe;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.journeyguard.Authenticated;

/** Leads to sub-resources; a bean, so that its locators are guarded. {@code /api/open} is public. */
@Path("{area}/shelves")
@RequestScoped
public class Shelves {

    /** For administrators. */
    @Path("locked")
    @RolesAllowed("admin")
    public Book locked() {
        return new Book();
    }

    /** For everybody. */
    @Path("free")
    public Book free() {
        return new Book();
    }

    /** The sub-resource, with a demand of its own. */
    public static class Book {

        /** For whoever may come here. */
        @GET
        public String read() {
            return "done";
        }

        /** For whoever is signed in. */
        @GET
        @Path("notes")
        @Authenticated
        public String notes() {
            return "done";
        }
    }
}
