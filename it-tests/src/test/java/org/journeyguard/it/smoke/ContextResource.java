package org.journeyguard.it.smoke;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.journeyguard.JourneyUser;

/** What the engine injects. No bean, and {@link SmokeApplication} makes one for each request. */
@Path("{area}/context")
public class ContextResource {
    @Context
    @SuppressWarnings("NullAway.Init")
    private JourneyUser field;

    /** As field and as parameter. */
    @GET
    public String user(@Context JourneyUser parameter) {
        return field.getName() + " " + parameter.getName() + " "
                + parameter.session().isPresent();
    }

    /** On another thread only the user itself is left. */
    @GET
    @Path("later")
    public void later(
            @Suspended AsyncResponse response, @Context SecurityContext security, @Context JourneyUser parameter) {
        Principal user = security.getUserPrincipal();
        String now = parameter.getName();
        new Thread(() -> response.resume(now + " " + user.getName() + " " + later(parameter))).start();
    }

    private static String later(JourneyUser parameter) {
        try {
            return parameter.getName();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
