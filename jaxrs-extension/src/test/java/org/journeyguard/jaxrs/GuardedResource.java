package org.journeyguard.jaxrs;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import org.journeyguard.Authenticated;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.cdi.CurrentUser;

/** Has one method for each annotation; {@code public} is a public path. */
@Path("{where: public|guarded}")
public class GuardedResource {
    private final JourneyUser user;

    public GuardedResource(@Context JourneyUser user) {
        this.user = user;
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "open";
    }

    @GET
    @Path("signed-in")
    @Authenticated
    public String signedIn() {
        return user.getName();
    }

    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
        return "never";
    }

    @GET
    @Path("staff")
    @RolesAllowed({"staff", "boss"})
    public String staff() {
        return "staff";
    }

    @GET
    @Path("anybody")
    @RolesAllowed("**")
    public String anybody() {
        return "anybody";
    }

    @GET
    @Path("acr")
    @RequiresAcr("strong")
    public String acr() {
        return "strong";
    }

    @GET
    @Path("level")
    @RequiresAuthLevel(5)
    public String level() {
        return "five";
    }

    @GET
    @Path("enterprise-bean")
    public String enterpriseBean() {
        throw new EJBAccessException("the container refuses");
    }

    @GET
    @Path("security")
    public String security(@Context SecurityContext security) {
        String name = security.getUserPrincipal() == null
                ? "nobody"
                : security.getUserPrincipal().getName();
        return name + " " + security.isUserInRole("staff") + " " + security.isUserInRole("**") + " "
                + security.isUserInRole("*") + " " + security.isUserInRole(null) + " " + security.isSecure() + " "
                + security.getAuthenticationScheme();
    }

    /** As a bean that also serves those who are not signed in. */
    @GET
    @Path("current")
    public String current(@Context HttpServletRequest request) {
        return new CurrentUser(request).get().map(JourneyUser::getName).orElse("nobody");
    }

    @GET
    @Path("user/{method}")
    public String user(@PathParam("method") String method) {
        return switch (method) {
            case "text" -> user.toString();
            case "equals" ->
                List.of(user).contains(user) + " " + List.<Object>of("nobody").contains(user);
            case "hash" -> String.valueOf(Set.of(user).contains(user));
            case "level" -> {
                user.requireAuthLevel(99);
                yield "never";
            }
            default -> user.getName();
        };
    }

    @Path("locator")
    @Authenticated
    public Below locator() {
        return new Below();
    }

    /** Behind a locator. */
    public static class Below {
        @GET
        public String below() {
            return "below";
        }
    }
}
