package org.journeyguard.it.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.journeyguard.ApiError;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyException;
import org.journeyguard.NotConfigured;

/** Lets pass what AM's OAuth endpoints may make the library throw. */
@Path("failing")
public class FailingResource {

    /** Fails by name of the exception. */
    @GET
    @Path("{exception}")
    public String fail(@PathParam("exception") String exception) {
        throw thrown(exception);
    }

    private static JourneyException thrown(String exception) {
        return switch (exception) {
            case "ApiError" -> new ApiError(401, "invalid_client", "Client authentication failed");
            case "AuthorizeError" -> new AuthorizeError("consent_required", "");
            default -> new NotConfigured("journey.oauth.client-id");
        };
    }
}
