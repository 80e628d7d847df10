package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeMap;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;

/** What AM tells about the user. */
@Path("userinfo")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserInfoResource {
    @Inject
    JourneyUser user;

    /**
     * The claims.
     *
     * @param fresh whether AM is asked even if its answer is remembered
     */
    @GET
    public JsonObject userInfo(@QueryParam("fresh") boolean fresh) {
        Renewal renewal = fresh ? Renewal.FORCE : Renewal.IF_DUE;
        return Json.createObjectBuilder(
                        new TreeMap<>(user.userInfo(renewal).claims().asMap()))
                .build();
    }
}
