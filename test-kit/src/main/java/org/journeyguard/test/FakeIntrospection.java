package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient.Trait;
import org.journeyguard.test.FakeProvider.TokenForm;

/** The endpoints of {@link FakeAm} that tell about a token and its user: {@code introspect} and {@code userinfo}. */
final class FakeIntrospection {
    private static final FakeReply INVALID_TOKEN = FakeOAuth.error(
            401,
            "invalid_token",
            "The access token provided is expired, revoked, malformed, or invalid for other reasons.");
    /** Clients that have this scope may ask about the tokens of others. */
    private static final String ALL_TOKENS = "am-introspect-all-tokens";

    private static final JsonObject INACTIVE =
            Json.createObjectBuilder().add("active", false).build();

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeTokens tokens;
    private final FakeClientCheck clients;

    FakeIntrospection(FakeAnswers am, FakeProvider provider, FakeTokens tokens, FakeClientCheck clients) {
        this.am = am;
        this.provider = provider;
        this.tokens = tokens;
        this.clients = clients;
    }

    FakeReply introspect(FakeCall call, String realm) {
        if (am.kind.isPing() && !call.method().equals("POST")) {
            return FakeOAuth.error(405, "method_not_allowed", "Required Method: POST found: " + call.method());
        }
        return clients.untold(call, realm, client -> {
            if (call.parameter("token").isEmpty()) {
                return FakeOAuth.error(
                        400,
                        "server_error",
                        "Internal Server Error (500) - The server encountered an unexpected condition which prevented"
                                + " it from fulfilling the request");
            }
            JsonObject answer = about(call.parameter("token"), client, realm);
            boolean isNested = client.has(Trait.ASKS_FOR_NESTED_JWT);
            if (!isNested && !client.has(Trait.ASKS_FOR_JWT)) {
                return FakeReply.json(200, answer.toString());
            }
            String accept = call.header("Accept");
            if (!accept.contains("application/token-introspection+jwt") && !accept.contains("application/jwt")) {
                return FakeOAuth.error(400, "invalid_request", "Client is configured for signed introspection");
            }
            String jwt = provider.jwts().signedIntrospection(claims(answer, client, realm, isNested));
            return FakeReply.json(200, jwt).with("Content-Type", "application/token-introspection+jwt");
        });
    }

    private JsonObject about(String value, FakeClient client, String realm) {
        FakeToken token = tokens.live(value, am.now());
        if (token == null || !token.grant().realm().equals(realm) || !mayAsk(client, token)) {
            return INACTIVE;
        }
        JsonObjectBuilder answer = am.kind.isPing() ? aboutAsPing(token) : aboutAsOpenAm(token);
        boolean isAudienceShown = !am.kind.isPing() || client.has(Trait.ASKS_FOR_NESTED_JWT);
        Json.createObjectBuilder(token.grant().claims()).build().forEach((name, member) -> {
            if (isAudienceShown || !name.equals("aud")) {
                answer.add(name, member);
            }
        });
        provider.additions(value).forEach(answer::add);
        return answer.build();
    }

    /** Whose token it is; with PingAM also who may ask about all, and about client-side tokens who is in their audience. */
    private boolean mayAsk(FakeClient client, FakeToken token) {
        boolean isForAudience = am.kind == Kind.ADVANCED_IDENTITY_CLOUD || provider.audiencesIntrospect();
        boolean isInAudience = provider.form(token.grant().realm()) != TokenForm.OPAQUE
                && token.grant().claims().get("aud") instanceof Collection<?> audience
                && audience.contains(client.id());
        return token.isOf(client)
                || (am.kind.isPing() && (client.scopes().contains(ALL_TOKENS) || (isForAudience && isInAudience)));
    }

    private JsonObjectBuilder aboutAsOpenAm(FakeToken token) {
        FakeGrant grant = token.grant();
        return Json.createObjectBuilder()
                .add("sub", grant.subject())
                .add("user_id", grant.subject())
                .add("scope", String.join(" ", grant.scope()))
                .add("iss", provider.issuer(grant.realm()))
                .add("active", true)
                .add("token_type", token.kind().wire)
                .add("exp", token.expiresAt().getEpochSecond())
                .add("client_id", grant.clientId());
    }

    private JsonObjectBuilder aboutAsPing(FakeToken token) {
        FakeGrant grant = token.grant();
        boolean isRefresh = token.kind() == FakeToken.Kind.REFRESH;
        return Json.createObjectBuilder()
                .add("active", true)
                .add("scope", String.join(" ", grant.scope()))
                .add("realm", grant.realm())
                .add("client_id", grant.clientId())
                .add("user_id", grant.subject())
                .add("username", grant.subject())
                .add("token_type", isRefresh ? token.kind().wire : "Bearer")
                .add("exp", token.expiresAt().getEpochSecond())
                .add("sub", FakeClaims.subject(grant, true))
                .add("subname", grant.subject())
                .add("iss", provider.issuer(grant.realm()))
                .add("auth_level", 0)
                .add("authGrantId", grant.id())
                .add("expires_in", Duration.between(am.now(), token.expiresAt()).toSeconds());
    }

    private Map<String, Object> claims(JsonObject answer, FakeClient client, String realm, boolean isNested) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (isNested) {
            claims.put("token_introspection", plain(answer));
        } else {
            answer.forEach((name, value) -> claims.put(name, plain(value)));
        }
        claims.put("iss", provider.issuer(realm));
        claims.putIfAbsent("aud", client.id());
        claims.put("iat", am.now().getEpochSecond());
        return claims;
    }

    FakeReply userInfo(FakeCall call, String realm) {
        String value = call.header("Authorization").replaceFirst("^Bearer ", "");
        FakeToken token = tokens.live(value, am.now());
        if (token == null
                || token.kind() != FakeToken.Kind.ACCESS
                || !token.grant().realm().equals(realm)) {
            return INVALID_TOKEN;
        }
        FakeGrant grant = token.grant();
        if (!grant.isOfUser()) {
            return FakeOAuth.error(400, "unauthorized_client", "Not able to get client from OpenAM");
        }
        JsonObject set = provider.userInfo(grant.subject());
        return FakeReply.json(200, (set == null ? usual(grant) : set).toString());
    }

    private JsonObject usual(FakeGrant grant) {
        String user = grant.subject();
        JsonObjectBuilder answer = Json.createObjectBuilder().add("sub", FakeClaims.subject(grant, am.kind.isPing()));
        if (am.kind.isPing()) {
            answer.add("subname", user);
        }
        if (grant.scope().contains("profile")) {
            answer.add("name", user + " Example").add("given_name", user).add("family_name", "Example");
        }
        if (grant.scope().contains("email")) {
            answer.add("email", user + "@example.test");
        }
        return answer.build();
    }

    /** JSON as the library that signs takes it. */
    private static Object plain(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonNumber number) {
            return number.longValue();
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(FakeIntrospection::plain).toList();
        }
        if (value instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.forEach((name, member) -> map.put(name, plain(member)));
            return map;
        }
        return value == JsonValue.NULL ? List.of() : value == JsonValue.TRUE;
    }
}
