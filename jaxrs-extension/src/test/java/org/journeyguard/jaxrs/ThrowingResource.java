package org.journeyguard.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.journeyguard.AccessDenied;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.NotConfigured;
import org.journeyguard.Unavailable;

/** Throws what it is asked to, with inner details. */
@Path("throw/{what}")
public class ThrowingResource {
    static final String DETAIL = "inner-detail";

    @GET
    public String thrown(@PathParam("what") String what) {
        throw switch (what) {
            case "sign-in" -> new AuthenticationRequired(DETAIL);
            case "way" -> new AuthenticationRequired(DETAIL, List.of("strong"), 0);
            case "denied" -> new AccessDenied(DETAIL);
            case "role" -> new AccessDenied(DETAIL, Set.of(DETAIL), Set.of());
            case "scope" -> new AccessDenied(DETAIL, Set.of(), Set.of("write"));
            case "silent" -> new Unavailable(DETAIL, Duration.ofSeconds(7));
            case "not-configured" -> new NotConfigured("journey.inner-detail");
            case "api" -> new ApiError(400, DETAIL, DETAIL);
            case "authorize" -> new AuthorizeError(DETAIL, DETAIL);
            default -> new NotFoundException();
        };
    }
}
