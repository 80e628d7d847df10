package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;

/** The user's access token, as far as a browser may know it: which one it is, what for and until when. */
@Path("token")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    @Inject
    JourneyUser user;

    /** The present one, or a new one when that is due. */
    @GET
    public JsonObject token() {
        return json(user.token());
    }

    /** A new one in any case. */
    @POST
    @Path("refresh")
    public JsonObject refresh() {
        return json(user.refresh());
    }

    /** Ends it. The session stays, so the next request gets a new one. */
    @POST
    @Path("revoke")
    public void revoke() {
        user.revoke();
    }

    private static JsonObject json(Token token) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("fingerprint", Fingerprint.of(token.accessToken()))
                .add("scope", String.join(" ", new TreeSet<>(token.scope())));
        Optional<Instant> expiresAt = token.expiresAt();
        if (expiresAt.isPresent()) {
            json.add("expiresAt", expiresAt.get().toString());
        } else {
            json.addNull("expiresAt");
        }
        return json.build();
    }
}
