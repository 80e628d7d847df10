package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;

/** Creates the OAuth 2.0 and OpenID Connect provider of a realm and its clients: opaque tokens in the root realm, JWTs in the others. */
final class OAuthProvisioner {
    /** The prefix of AM's names for most client settings. */
    static final String PROVIDER = "com.forgerock.openam.oauth2provider.";

    private final AdminSession admin;
    private final String realm;

    OAuthProvisioner(AdminSession admin, String realm) {
        this.admin = admin;
        this.realm = realm;
    }

    void run() {
        createProvider(!realm.isEmpty());
        createClients();
    }

    private void createProvider(boolean jwtTokens) {
        String service = AdminSession.json(realm, "/realm-config/services/oauth-oidc");
        JsonObject template = admin.call("POST", service + "?_action=template", "", JsonValue.EMPTY_JSON_OBJECT);
        JsonObject oauth = AmValues.with(
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
        JsonObject advanced = AmValues.with(
                template.getJsonObject("advancedOAuth2Config"),
                Map.of(
                        "supportedScopes", AmValues.array("openid", "profile", "email", "write"),
                        "clientsCanSkipConsent", JsonValue.TRUE,
                        "tokenSigningAlgorithm", Json.createValue("RS256"),
                        "codeVerifierEnforced", JsonValue.FALSE,
                        "responseTypeClasses",
                                AmValues.array(
                                        "code|org.forgerock.oauth2.core.AuthorizationCodeResponseTypeHandler",
                                        "token|org.forgerock.oauth2.core.TokenResponseTypeHandler",
                                        "id_token|org.forgerock.openidconnect.IdTokenResponseTypeHandler")));
        JsonObject oidc = AmValues.with(
                template.getJsonObject("coreOIDCConfig"),
                Map.of("supportedClaims", AmValues.array("given_name", "family_name", "name", "email")));
        JsonObject levels = AmValues.with(
                template.getJsonObject("advancedOIDCConfig"), Map.of("loaMapping", StrongChain.mapping()));
        admin.create(
                service,
                AmValues.with(
                        template,
                        Map.of(
                                "coreOAuth2Config", oauth,
                                "advancedOAuth2Config", advanced,
                                "coreOIDCConfig", oidc,
                                "advancedOIDCConfig", levels)));
    }

    private void createClients() {
        if (!realm.isEmpty()) {
            makeAgentContainer();
        }
        createClient("web-app", "Confidential", true, 0, 0, "client_secret_basic");
        createClient("consent-app", "Confidential", false, 0, 0, "client_secret_basic");
        createClient("short-app", "Confidential", true, 3, 8, "client_secret_basic");
        createClient(Provisioner.DEMO_CLIENT, "Confidential", true, 60, 3_600, "client_secret_basic");
        createClient("post-app", "Confidential", true, 0, 0, "client_secret_post");
        createClient("spa", "Public", true, 0, 0, "client_secret_post");
    }

    /** A new realm takes agents and clients only after one was made through the older endpoint; that one is removed again. */
    private void makeAgentContainer() {
        admin.create(
                AdminSession.json(realm, "/agents"),
                Json.createObjectBuilder()
                        .add("username", "first")
                        .add("userpassword", Provisioner.CLIENT_SECRET)
                        .add("agenttype", AmValues.array("OAuth2Client"))
                        .add(PROVIDER + "clientType", AmValues.array("Confidential"))
                        .build());
        admin.call("DELETE", AdminSession.json(realm, "/agents/first"), "", null);
    }

    private void createClient(
            String id, String type, boolean skipConsent, int access, int refresh, String authentication) {
        admin.create(
                AdminSession.json(realm, "/realm-config/agents/OAuth2Client"),
                Json.createObjectBuilder()
                        .add("_id", id)
                        .add("userpassword", Provisioner.CLIENT_SECRET)
                        .add(PROVIDER + "clientType", type)
                        .add(PROVIDER + "redirectionURIs", atEachApp("/journey/callback"))
                        .add(PROVIDER + "scopes", AmValues.indexed("openid", "profile", "email", "write"))
                        .add(PROVIDER + "defaultScopes", AmValues.indexed("openid"))
                        .add(PROVIDER + "responseTypes", AmValues.indexed("code", "token", "id_token"))
                        .add(PROVIDER + "tokenEndPointAuthMethod", authentication)
                        .add(PROVIDER + "idTokenSignedResponseAlg", "RS256")
                        .add(PROVIDER + "postLogoutRedirectURI", atEachApp("/"))
                        .add(PROVIDER + "accessTokenLifeTime", access)
                        .add(PROVIDER + "refreshTokenLifeTime", refresh)
                        .add("isConsentImplied", skipConsent)
                        .add("sunIdentityServerDeviceStatus", "Active")
                        .build());
    }

    private static JsonArray atEachApp(String path) {
        return AmValues.indexed(
                Provisioner.APP_URLS.stream().map(app -> app + path).toArray(String[]::new));
    }
}
