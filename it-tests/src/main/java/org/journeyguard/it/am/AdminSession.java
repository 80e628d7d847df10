package org.journeyguard.it.am;

import jakarta.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls AM's REST API with the session of its administrator; a failed call throws an exception. */
final class AdminSession implements AutoCloseable {
    private final AmRest rest;
    private final String token;

    AdminSession(AmRest rest) {
        this.rest = rest;
        this.token = rest.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
    }

    /** Returns the path of a realm's resource. */
    static String json(String realm, String path) {
        return "/json" + AmRest.realmPath(realm) + path;
    }

    void create(String collection, JsonObject body) {
        call("POST", collection + "?_action=create", "", body);
    }

    /** @param resource version of the resource, as in {@code Accept-API-Version}; empty for AM's default */
    JsonObject call(String method, String path, String resource, @Nullable JsonObject body) {
        AmRest.Answer answer = rest.call(method, path, resource, token, body == null ? null : body.toString());
        if (!Set.of(200, 201).contains(answer.status())) {
            throw new IllegalStateException(method + " " + path + " -> " + answer);
        }
        return answer.body();
    }

    @Override
    public void close() {
        rest.logout(token);
    }
}
