package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.SessionInfo;

/** Lists and ends the user's own sessions. Identifies them by digests of AM's handles, because access logs contain paths. */
@Path("sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

    @Inject
    JourneyUser user;

    /** Returns all of them, in whatever application they began. */
    @GET
    public JsonArray sessions() {
        // OpenAM tells; PingAM does not, and then none is marked
        Optional<String> current =
                user.session().map(session -> session.attributes().get("sessionHandle"));
        JsonArrayBuilder all = Json.createArrayBuilder();
        user.sessions()
                .forEach(each -> all.add(json(each)
                        .add("current", current.filter(each.handle()::equals).isPresent())));
        return all.build();
    }

    /** Ends one of them. */
    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id) {
        boolean hasEnded = user.sessions().stream()
                .map(SessionInfo::handle)
                .filter(handle -> Fingerprint.of(handle).equals(id))
                .findFirst()
                .filter(user::end)
                .isPresent();
        if (!hasEnded) {
            throw new NotFoundException("You have no such session");
        }
    }

    private static JsonObjectBuilder json(SessionInfo session) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", Fingerprint.of(session.handle()));
        add(json, "latestAccessAt", session.latestAccessAt());
        add(json, "idleExpiresAt", session.idleExpiresAt());
        add(json, "expiresAt", session.expiresAt());
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, Optional<Instant> value) {
        if (value.isPresent()) {
            json.add(name, value.get().toString());
        } else {
            json.addNull(name);
        }
    }
}
