package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a freshly configured OpenAM: realm {@code /} with opaque tokens, {@code /alpha} with JWT tokens, {@code /beta} with
 * client-side sessions and JWT tokens, {@code /gamma} with sessions of one idle minute and two at most; users, OAuth
 * clients, an agent, and in {@code /} a stronger way to sign in.
 */
public final class Provisioner {
    /** Password of every user. */
    public static final String USER_PASSWORD = "changeit";
    /** Who has the role {@code admin}. */
    public static final String ADMIN_USER = "alice";
    /** Who has no role. */
    public static final String PLAIN_USER = "bob";
    /** Whose sessions are counted: AM lists 120 of a user's at once, and the others have more. */
    public static final String COUNTED_USER = "carol";
    /** The user attribute that holds the roles. */
    public static final String ROLE_ATTRIBUTE = "employeeNumber";
    /** Name of the agent, whose session may open the notification socket. */
    public static final String AGENT = "notify-agent";
    /** Password of the agent. */
    public static final String AGENT_PASSWORD = "s3cret-agent";
    /** Secret of every confidential OAuth client. */
    public static final String CLIENT_SECRET = "s3cret";

    /** The OAuth client of the demo, whose access tokens live for a minute. */
    public static final String DEMO_CLIENT = "demo-app";

    /** Where the applications run that every OAuth client accepts from the beginning. */
    static final List<String> APP_URLS =
            List.of("http://localhost:8080", "http://localhost:19090", "http://localhost:19091");
    /** The realms with OAuth clients. */
    static final List<String> OAUTH_REALMS = List.of("", "/alpha", "/beta");
    /** What AM's names for most settings of a client begin with. */
    static final String PROVIDER = "com.forgerock.openam.oauth2provider.";

    private static final List<String> SUB_REALMS = List.of("/alpha", "/beta", "/gamma");

    private final AmRest rest;
    private final String admin;

    Provisioner(AmRest rest, OpenAmSettings settings) {
        this.rest = rest;
        this.admin = rest.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
    }

    void run() {
        SUB_REALMS.forEach(realm -> create("/json/global-config/realms", realm(realm.substring(1))));
        createUser(ADMIN_USER, "admin");
        createUser(PLAIN_USER, null);
        createUser(COUNTED_USER, null);
        for (String realm : OAUTH_REALMS) {
            createProvider(realm, !realm.isEmpty());
            createClients(realm);
        }
        StrongChain.create(json("", ""), this::create);
        limitSessions("/gamma", 1, 2);
        makeSessionsClientSide("/beta");
        createAgent();
        rest.logout(admin);
    }

    private static JsonObject realm(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("parentPath", "/")
                .add("active", true)
                .add("aliases", JsonValue.EMPTY_JSON_ARRAY)
                .build();
    }

    /** All realms look into the same embedded directory, so a user of one is a user of each. */
    private void createUser(String name, @Nullable String role) {
        JsonObjectBuilder user = Json.createObjectBuilder()
                .add("username", name)
                .add("userpassword", USER_PASSWORD)
                .add("mail", name + "@example.test")
                .add("givenName", name)
                .add("sn", "Example")
                .add("cn", name + " Example");
        if (role != null) {
            user.add(ROLE_ATTRIBUTE, role);
        }
        call("POST", json("", "/users?_action=create"), "resource=3.0", user.build());
    }

    private void createProvider(String realm, boolean jwtTokens) {
        String service = json(realm, "/realm-config/services/oauth-oidc");
        JsonObject template = call("POST", service + "?_action=template", "", JsonValue.EMPTY_JSON_OBJECT);
        JsonObject oauth = with(
                template.getJsonObject("coreOAuth2Config"),
                Map.of(
                        "statelessTokensEnabled",
                        jwtTokens ? JsonValue.TRUE : JsonValue.FALSE,
                        "accessTokenLifetime",
                        Json.createValue(3600),
                        "refreshTokenLifetime",
                        Json.createValue(86400),
                        "issueRefreshToken",
                        JsonValue.TRUE,
                        "issueRefreshTokenOnRefreshedToken",
                        JsonValue.TRUE));
        JsonObject advanced = with(
                template.getJsonObject("advancedOAuth2Config"),
                Map.of(
                        "supportedScopes", array("openid", "profile", "email", "write"),
                        "clientsCanSkipConsent", JsonValue.TRUE,
                        "tokenSigningAlgorithm", Json.createValue("RS256"),
                        "codeVerifierEnforced", JsonValue.FALSE,
                        "responseTypeClasses",
                                array(
                                        "code|org.forgerock.oauth2.core.AuthorizationCodeResponseTypeHandler",
                                        "token|org.forgerock.oauth2.core.TokenResponseTypeHandler",
                                        "id_token|org.forgerock.openidconnect.IdTokenResponseTypeHandler")));
        JsonObject oidc = with(
                template.getJsonObject("coreOIDCConfig"),
                Map.of("supportedClaims", array("given_name", "family_name", "name", "email")));
        JsonObject levels =
                with(template.getJsonObject("advancedOIDCConfig"), Map.of("loaMapping", StrongChain.mapping()));
        create(
                service,
                with(
                        template,
                        Map.of(
                                "coreOAuth2Config", oauth,
                                "advancedOAuth2Config", advanced,
                                "coreOIDCConfig", oidc,
                                "advancedOIDCConfig", levels)));
    }

    private void createClients(String realm) {
        if (!realm.isEmpty()) {
            makeAgentContainer(realm);
        }
        createClient(realm, "web-app", "Confidential", true, 0, 0, "client_secret_basic");
        createClient(realm, "consent-app", "Confidential", false, 0, 0, "client_secret_basic");
        createClient(realm, "short-app", "Confidential", true, 3, 8, "client_secret_basic");
        createClient(realm, DEMO_CLIENT, "Confidential", true, 60, 3_600, "client_secret_basic");
        createClient(realm, "post-app", "Confidential", true, 0, 0, "client_secret_post");
        createClient(realm, "spa", "Public", true, 0, 0, "client_secret_post");
    }

    /** A new realm takes agents and clients only after one was made through the older endpoint; that one is removed again. */
    private void makeAgentContainer(String realm) {
        create(
                json(realm, "/agents"),
                Json.createObjectBuilder()
                        .add("username", "first")
                        .add("userpassword", CLIENT_SECRET)
                        .add("agenttype", array("OAuth2Client"))
                        .add(PROVIDER + "clientType", array("Confidential"))
                        .build());
        call("DELETE", json(realm, "/agents/first"), "", null);
    }

    private void createClient(
            String realm, String id, String type, boolean skipConsent, int access, int refresh, String authentication) {
        create(
                json(realm, "/realm-config/agents/OAuth2Client"),
                Json.createObjectBuilder()
                        .add("_id", id)
                        .add("userpassword", CLIENT_SECRET)
                        .add(PROVIDER + "clientType", type)
                        .add(PROVIDER + "redirectionURIs", atEachApp("/journey/callback"))
                        .add(PROVIDER + "scopes", indexed("openid", "profile", "email", "write"))
                        .add(PROVIDER + "defaultScopes", indexed("openid"))
                        .add(PROVIDER + "responseTypes", indexed("code", "token", "id_token"))
                        .add(PROVIDER + "tokenEndPointAuthMethod", authentication)
                        .add(PROVIDER + "idTokenSignedResponseAlg", "RS256")
                        .add(PROVIDER + "postLogoutRedirectURI", atEachApp("/"))
                        .add(PROVIDER + "accessTokenLifeTime", access)
                        .add(PROVIDER + "refreshTokenLifeTime", refresh)
                        .add("isConsentImplied", skipConsent)
                        .add("sunIdentityServerDeviceStatus", "Active")
                        .build());
    }

    private void limitSessions(String realm, int idleMinutes, int maximumMinutes) {
        create(
                json(realm, "/realm-config/services/session"),
                Json.createObjectBuilder()
                        .add(
                                "dynamic",
                                Json.createObjectBuilder()
                                        .add("maxIdleTime", idleMinutes)
                                        .add("maxSessionTime", maximumMinutes)
                                        .add("maxCachingTime", 1)
                                        .add("quotaLimit", 5))
                        .build());
    }

    private void makeSessionsClientSide(String realm) {
        String path = json(realm, "/realm-config/authentication");
        JsonObject now = call("GET", path, "", null);
        JsonObjectBuilder wanted = Json.createObjectBuilder(with(
                now,
                Map.of(
                        "general",
                        with(now.getJsonObject("general"), Map.of("statelessSessionsEnabled", JsonValue.TRUE)))));
        List.of("_id", "_rev", "_type").forEach(wanted::remove);
        call("PUT", path, "", wanted.build());
    }

    /** Only the older endpoint makes agents that can sign in, and their URLs need host names with dots. */
    private void createAgent() {
        create(
                json("", "/agents"),
                Json.createObjectBuilder()
                        .add("username", AGENT)
                        .add("userpassword", array(AGENT_PASSWORD))
                        .add("agenttype", array("J2EEAgent"))
                        .add("serverurl", array("http://am.example.test:18080/openam"))
                        .add("agenturl", array("http://app.example.test:8080/app"))
                        .build());
    }

    private void create(String collection, JsonObject body) {
        call("POST", collection + "?_action=create", "", body);
    }

    private JsonObject call(String method, String path, String resource, @Nullable JsonObject body) {
        AmRest.Answer answer = rest.call(method, path, resource, admin, body == null ? null : body.toString());
        if (!Set.of(200, 201).contains(answer.status())) {
            throw new IllegalStateException(method + " " + path + " -> " + answer);
        }
        return answer.body();
    }

    private static String json(String realm, String path) {
        return "/json" + AmRest.realmPath(realm) + path;
    }

    private static JsonObject with(JsonObject base, Map<String, JsonValue> changes) {
        JsonObjectBuilder builder = Json.createObjectBuilder(base);
        changes.forEach(builder::add);
        return builder.build();
    }

    private static JsonArray array(String... values) {
        return Json.createArrayBuilder(List.of(values)).build();
    }

    private static JsonArray atEachApp(String path) {
        return indexed(APP_URLS.stream().map(app -> app + path).toArray(String[]::new));
    }

    /** AM's older lists carry their index in each element. */
    private static JsonArray indexed(String... values) {
        var list = Json.createArrayBuilder();
        for (int i = 0; i < values.length; i++) {
            list.add("[" + i + "]=" + values[i]);
        }
        return list.build();
    }
}
