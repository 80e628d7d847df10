package org.journeyguard.internal.config.keys;

import java.util.List;

/** Configuration keys for AM's OAuth 2.0 endpoints. */
public final class EndpointKeys {
    /** Discovery document. */
    public static final Key<String> DISCOVERY_URL = Key.text("journey.oauth.discovery-url")
            .example("https://login.example.com/.well-known/openid-configuration")
            .says("URL of AM's discovery document. Default: below the realm's path, or at the root of the host of "
                    + "journey.am.url if that is a custom domain of Advanced Identity Cloud.");

    /** Authorization endpoint. */
    public static final Key<String> AUTHORIZATION_ENDPOINT = Key.text("journey.oauth.authorization-endpoint")
            .example("https://am.example.com/am/oauth2/authorize")
            .says("AM's authorization endpoint. Default: from discovery.");

    /** Token endpoint. */
    public static final Key<String> TOKEN_ENDPOINT = Key.text("journey.oauth.token-endpoint")
            .example("https://am.example.com/am/oauth2/access_token")
            .says("AM's token endpoint. Default: from discovery.");

    /** PAR endpoint. */
    public static final Key<String> PUSHED_AUTHORIZATION_ENDPOINT = Key.text(
                    "journey.oauth.pushed-authorization-request-endpoint")
            .example("https://am.example.com/am/oauth2/par")
            .says("AM's endpoint for pushed authorization requests. Default: from discovery.");

    /** End session endpoint. */
    public static final Key<String> END_SESSION_ENDPOINT = Key.text("journey.oauth.end-session-endpoint")
            .example("https://am.example.com/am/oauth2/connect/endSession")
            .says("The endpoint that ends the OpenID Connect session. Default: ping_end_idp_session_endpoint or "
                    + "end_session_endpoint of discovery.");

    /** Introspection endpoint. */
    public static final Key<String> INTROSPECTION_ENDPOINT = Key.text("journey.oauth.introspection-endpoint")
            .example("https://am.example.com/am/oauth2/introspect")
            .says("AM's introspection endpoint. Default: from discovery, otherwise AM's usual path.");

    /** Revocation endpoint. */
    public static final Key<String> REVOCATION_ENDPOINT = Key.text("journey.oauth.revocation-endpoint")
            .example("https://am.example.com/am/oauth2/token/revoke")
            .says("AM's revocation endpoint. Default: from discovery, otherwise AM's usual path.");

    /** Userinfo endpoint. */
    public static final Key<String> USERINFO_ENDPOINT = Key.text("journey.oauth.userinfo-endpoint")
            .example("https://am.example.com/am/oauth2/userinfo")
            .says("AM's userinfo endpoint. Default: from discovery.");

    /** JWKS. */
    public static final Key<String> JWKS_URI = Key.text("journey.oauth.jwks-uri")
            .example("https://am.example.com/am/oauth2/connect/jwk_uri")
            .says("URL of AM's public keys. Default: from discovery.");

    static final List<Key<?>> ALL = List.of(
            DISCOVERY_URL,
            AUTHORIZATION_ENDPOINT,
            TOKEN_ENDPOINT,
            PUSHED_AUTHORIZATION_ENDPOINT,
            END_SESSION_ENDPOINT,
            INTROSPECTION_ENDPOINT,
            REVOCATION_ENDPOINT,
            USERINFO_ENDPOINT,
            JWKS_URI);

    private EndpointKeys() {}
}
