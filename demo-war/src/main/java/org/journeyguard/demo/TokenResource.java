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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;

/** The user's access token, as far as a browser may know it: which one it is, what for and until when. */
@Path("token")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final int FINGERPRINT_BYTES = 6;

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

    /** Ends it; whoever asks next gets a new one, for the session stays. */
    @POST
    @Path("revoke")
    public void revoke() {
        user.revoke();
    }

    private static JsonObject json(Token token) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("fingerprint", fingerprint(token.accessToken()))
                .add("scope", String.join(" ", new TreeSet<>(token.scope())));
        Optional<Instant> expiresAt = token.expiresAt();
        if (expiresAt.isPresent()) {
            json.add("expiresAt", expiresAt.get().toString());
        } else {
            json.addNull("expiresAt");
        }
        return json.build();
    }

    /** Tells tokens apart without telling any of them. */
    private static String fingerprint(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
