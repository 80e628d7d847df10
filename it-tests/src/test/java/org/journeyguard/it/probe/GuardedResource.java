package org.journeyguard.it.probe;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.journeyguard.RequiresScope;

/** Asks for scope. {@code /api/open} is public. */
@Path("{area}/guarded")
@RequiresScope({"write", "read"})
public class GuardedResource {

    /** For tokens with the scope of the class. */
    @GET
    @Path("scope")
    public String scope() {
        return "done";
    }

    /** For those of them who are administrators. */
    @GET
    @Path("role")
    @RolesAllowed("admin")
    @RequiresScope("write")
    public String role() {
        return "done";
    }

    /** Open as far as roles go; scope is another matter, and that of the class. */
    @GET
    @Path("permitted")
    @PermitAll
    public String permitted() {
        return "done";
    }

    /** Denied to all callers. */
    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
        return "done";
    }
}
