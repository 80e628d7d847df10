package org.journeyguard.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletableFuture;
import org.journeyguard.cdi.CurrentJourneys;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;

/** Signs users in by a journey, and tells who they are. */
@Path("journeys")
public class JourneysResource {
    @Context
    @SuppressWarnings("NullAway.Init")
    ServletContext application;

    @POST
    public String signIn(@QueryParam("name") String name, @QueryParam("password") String password) {
        return who(new CurrentJourneys(application), "Login", name, password);
    }

    /** The same on a thread that knows no request. */
    @POST
    @Path("elsewhere")
    public String signInElsewhere(@QueryParam("name") String name, @QueryParam("password") String password) {
        JourneyClient journeys = new CurrentJourneys(application);
        return CompletableFuture.supplyAsync(() -> who(journeys, "Login", name, password))
                .join();
    }

    /** In the paths of a tenant, whose realm has another journey. */
    @POST
    @Path("partners/sign-in")
    public String signInOfPartners(@QueryParam("name") String name, @QueryParam("password") String password) {
        return who(new CurrentJourneys(application), "Partners", name, password);
    }

    @GET
    @Path("tenant")
    public String ofTenant(@QueryParam("name") String name) {
        try {
            return new CurrentJourneys(application).ofTenant(name).start("Login") instanceof JourneyStep.Prompt
                    ? "asked"
                    : "refused";
        } catch (IllegalArgumentException e) {
            return "no such tenant";
        }
    }

    private static String who(JourneyClient journeys, String journey, String name, String password) {
        if (journeys.start(journey) instanceof JourneyStep.Prompt prompt) {
            prompt.set(NameCallback.class, name);
            prompt.set(PasswordCallback.class, password);
            if (prompt.next() instanceof JourneyStep.Success success) {
                return journeys.user(success.session().orElseThrow()).getName();
            }
        }
        return "refused";
    }
}
