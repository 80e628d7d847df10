package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;

/** Who am I. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @Inject
    JourneyUser user;

    /** The user as data; never a token. */
    @GET
    public JsonObject me() {
        return Json.createObjectBuilder()
                .add("name", user.getName())
                .add("realm", user.realm())
                .add("client", user.isClient())
                .add("roles", array(user.roles()))
                .add("scope", array(user.scope()))
                .add("session", user.session().<JsonValue>map(MeResource::json).orElse(JsonValue.NULL))
                .build();
    }

    private static JsonObject json(Session session) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        add(json, "successUrl", session.successUrl());
        json.add("realm", session.realm());
        add(json, "idleExpiresAt", session.idleExpiresAt());
        add(json, "expiresAt", session.expiresAt());
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, Optional<?> value) {
        if (value.isPresent()) {
            json.add(name, value.get().toString());
        } else {
            json.addNull(name);
        }
    }

    private static JsonArray array(Collection<String> values) {
        return Json.createArrayBuilder(new TreeSet<>(values)).build();
    }
}
