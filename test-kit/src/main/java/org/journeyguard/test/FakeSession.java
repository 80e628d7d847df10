package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session at {@link FakeAm}.
 *
 * @param token as the cookie bears it
 * @param user name
 * @param realm as AM path
 * @param idleExpiresAt as AM tells it
 * @param expiresAt as AM tells it
 * @param properties those on AM's whitelist
 * @param successUrl null for none
 */
public record FakeSession(
        String token,
        String user,
        String realm,
        Instant idleExpiresAt,
        Instant expiresAt,
        Map<String, String> properties,
        @Nullable String successUrl) {
    /** How long a session may go unused. */
    public static final Duration IDLE_TIME = Duration.ofMinutes(30);

    static FakeSession begun(String token, String user, String realm, Instant now) {
        return new FakeSession(token, user, realm, now.plus(IDLE_TIME), now.plus(Duration.ofHours(2)), Map.of(), null);
    }

    /** The same with other ends. */
    public FakeSession ending(Instant idle, Instant max) {
        return new FakeSession(token, user, realm, idle, max, properties, successUrl);
    }

    /** The same with a property. */
    public FakeSession with(String property, String value) {
        return new FakeSession(token, user, realm, idleExpiresAt, expiresAt, Map.of(property, value), successUrl);
    }

    /** The same after it was signed in to like this: another token, as a session upgrade gives. */
    public FakeSession signedInWith(String service, int level, String upgraded) {
        Map<String, String> shown = Map.of("Service", service, "AuthLevel", String.valueOf(level));
        return new FakeSession(upgraded, user, realm, idleExpiresAt, expiresAt, shown, successUrl);
    }

    /** The same as client-side session, whose token carries a JWT. */
    public FakeSession clientSide() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String jwt = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64.encodeToString(token.getBytes(StandardCharsets.US_ASCII)) + "." + "c2lnbmF0dXJl";
        return new FakeSession(
                "*AAJTSQACMDEAAlMxAAA.*" + jwt, user, realm, idleExpiresAt, expiresAt, properties, successUrl);
    }

    /** The same with a success URL. */
    public FakeSession landingAt(String url) {
        return new FakeSession(token, user, realm, idleExpiresAt, expiresAt, properties, url);
    }

    /** The same after it was used. */
    FakeSession usedAt(Instant now) {
        return ending(now.plus(IDLE_TIME), expiresAt);
    }

    boolean hasEnded(Instant now) {
        return !now.isBefore(idleExpiresAt) || !now.isBefore(expiresAt);
    }

    JsonObject info(FakeAm.Kind kind) {
        JsonObjectBuilder info = Json.createObjectBuilder()
                .add("username", user)
                .add("universalId", universalId())
                .add("realm", realm)
                .add("latestAccessTime", idleExpiresAt.minus(IDLE_TIME).toString())
                .add("maxIdleExpirationTime", idleExpiresAt.toString())
                .add("maxSessionExpirationTime", expiresAt.toString());
        return kind.isPing()
                ? info.add("properties", shown()).build()
                : info.add("sessionHandle", FakeDirectory.handle(token)).build();
    }

    JsonObject refreshed() {
        return Json.createObjectBuilder()
                .add("uid", user)
                .add("realm", realm)
                .add("idletime", 0)
                .add("maxidletime", IDLE_TIME.toMinutes())
                .add("maxsessiontime", 120)
                .add("maxtime", 6171)
                .build();
    }

    JsonObject validated() {
        return Json.createObjectBuilder()
                .add("valid", true)
                .add("uid", user)
                .add("realm", realm)
                .build();
    }

    JsonObject shown() {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        properties.forEach(shown::add);
        return shown.build();
    }

    JsonObject idFromSession() {
        JsonObjectBuilder id = Json.createObjectBuilder()
                .add("id", user)
                .add("realm", realm)
                .add("dn", universalId())
                .add("fullLoginURL", "/am/UI/Login?realm=" + realm);
        return (successUrl == null ? id.addNull("successURL") : id.add("successURL", successUrl)).build();
    }

    private String universalId() {
        return "id=" + user + ",ou=user,dc=example,dc=com";
    }
}
