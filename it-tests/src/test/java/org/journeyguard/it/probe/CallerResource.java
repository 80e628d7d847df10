package org.journeyguard.it.probe;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** What the container knows of the caller. {@code /api/open} is public. */
@Path("{area}/caller")
@RequestScoped
public class CallerResource {
    @Inject
    private SecurityContext security;

    @Inject
    private Principal injected;

    @Inject
    private RolesEnterpriseBean ledger;

    @Inject
    private ConstrainedBean desk;

    /** Caller, injected principal, servlet's user, and whether an administrator. */
    @GET
    public String caller(@Context HttpServletRequest request) {
        return name(security.getCallerPrincipal()) + " " + name(injected) + " " + name(request.getUserPrincipal()) + " "
                + security.isCallerInRole("admin") + " " + security.isCallerInRole("other");
    }

    /** In an enterprise bean for administrators. */
    @GET
    @Path("ledger")
    public String ledger() {
        return ledger.entries();
    }

    /** In a bean for administrators. */
    @GET
    @Path("desk")
    public String desk() {
        return desk.admin();
    }

    private static String name(@Nullable Principal principal) {
        return principal == null ? "nobody" : principal.getName();
    }
}
