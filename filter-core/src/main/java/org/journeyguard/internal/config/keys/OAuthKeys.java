package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configuration keys for the OAuth 2.0 client, its tokens and bearer tokens. */
public final class OAuthKeys {
    /** OAuth 2.0 client. */
    public static final Key<String> CLIENT_ID = Key.text("journey.oauth.client-id")
            .example("web-app")
            .says("The application's OAuth 2.0 client at AM. Without it (or journey.oauth.audience), bearer tokens are "
                    + "ignored and sessions have no tokens.");

    /** Secret of the client. */
    public static final Key<String> CLIENT_SECRET = Key.text("journey.oauth.client-secret")
            .example("s3cret")
            .says("The client's secret. Default: none, for public clients.");

    /** How the client authenticates. */
    public static final Key<ClientAuthenticationMethod> CLIENT_AUTHENTICATION = Key.choice(
                    "journey.oauth.client-authentication",
                    Map.of(
                            "client_secret_basic",
                            ClientAuthenticationMethod.BASIC,
                            "client_secret_post",
                            ClientAuthenticationMethod.POST,
                            "private_key_jwt",
                            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                            "tls_client_auth",
                            ClientAuthenticationMethod.TLS,
                            "self_signed_tls_client_auth",
                            ClientAuthenticationMethod.TLS))
            .orElse("client_secret_basic")
            .example("client_secret_post")
            .says("How the client authenticates: client_secret_basic, client_secret_post, private_key_jwt (with "
                    + "journey.oauth.client-key), tls_client_auth or self_signed_tls_client_auth (with "
                    + "journey.am.key-store).");

    /** Private key of the client. */
    public static final Key<String> CLIENT_KEY = Key.text("journey.oauth.client-key")
            .example("/run/secrets/client.jwk")
            .says("File with the private key, as JWK or JWK set, that signs the client's assertions (private_key_jwt, "
                    + "RFC 7523): RSA or EC, with a kid.");

    /** Signature algorithm of the client. */
    public static final Key<String> CLIENT_KEY_ALGORITHM = Key.text("journey.oauth.client-key-algorithm")
            .example("PS256")
            .says("Signing algorithm of the client's assertions, as set for the client at AM. Default: the key's alg, "
                    + "otherwise RS256, or ES256, ES384 or ES512 by its curve.");

    /** Scope. */
    public static final Key<String> SCOPE = Key.text("journey.oauth.scope")
            .orElse("openid profile")
            .example("openid profile email")
            .says("The scope requested for a session's tokens, separated by spaces.");

    /** Additional parameters of authorization requests. */
    public static final Key<String> AUTHORIZATION_PARAMETERS = Key.text("journey.oauth.authorization-parameters")
            .orElse("")
            .example("ui_locales=de en, audience=https://api.example.com")
            .says("Additional parameters of authorization requests: name=value. A comma or percent sign in a value is "
                    + "percent-encoded (%2C, %25).");

    /** Redirect path. */
    public static final Key<String> REDIRECT_PATH = Key.text("journey.oauth.redirect-path")
            .orElse("/journey/callback")
            .example("/journey/callback")
            .says("The path of the client's redirect URI, below journey.app.url.");

    /** How bearer tokens are validated. */
    public static final Key<TokenValidation> VALIDATION = Key.choice(
                    "journey.oauth.validation",
                    Map.of(
                            "auto",
                            TokenValidation.AUTO,
                            "jwt",
                            TokenValidation.JWT,
                            "introspect",
                            TokenValidation.INTROSPECT))
            .orElse("auto")
            .example("introspect")
            .says("auto: JWTs whose signature AM's public keys verify are checked in the application, all "
                    + "other tokens by introspection. jwt: only such JWTs are accepted, and they are checked in "
                    + "the application; all other tokens are refused. introspect: all tokens are introspected, so "
                    + "that revocations at AM take effect.");

    /** Issuer. */
    public static final Key<String> ISSUER = Key.text("journey.oauth.issuer")
            .example("https://am.example.com:443/am/oauth2/realms/root/realms/alpha")
            .says("The issuer of tokens, compared exactly. Default: the issuer in AM's discovery document.");

    /** Audience. */
    public static final Key<String> AUDIENCE = Key.text("journey.oauth.audience")
            .example("web-app, mobile-app")
            .says(
                    "Audiences of accepted bearer tokens: their aud contains one of these or, if introspection returns no "
                            + "audience, one of these is their client. Default: journey.oauth.client-id.");

    /** Algorithms. */
    public static final Key<String> ALGORITHMS = Key.text("journey.oauth.algorithms")
            .orElse("RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA")
            .example("RS256, ES256")
            .says(
                    "Accepted signature algorithms of JWTs. HS256 and the other HMAC algorithms, with the client's secret "
                            + "as key, are accepted only if listed here.");

    /** Clock skew. */
    public static final Key<Duration> CLOCK_SKEW = Key.durationOrZero("journey.oauth.clock-skew")
            .orElse("PT30S")
            .example("PT5S")
            .says(
                    "Maximum difference between the clocks of AM and the application when the times in a JWT are checked. "
                            + "Can be zero.");

    /** Cache TTL. */
    public static final Key<Duration> CACHE_TTL = Key.duration("journey.oauth.cache-ttl")
            .orElse("PT1M")
            .example("PT1M")
            .says("How long a valid bearer token and user information are cached.");

    /** Cache size. */
    public static final Key<Integer> CACHE_SIZE = Key.number("journey.oauth.cache-size")
            .orElse("100000")
            .example("100000")
            .says("Maximum number of cached bearer tokens and, with journey.login=am, of sessions with tokens. Above "
                    + "that, the least used tokens are revoked, and their sessions get new ones on demand.");

    /** Renewal threshold. */
    public static final Key<Duration> THRESHOLD = Key.durationOrZero("journey.oauth.threshold")
            .orElse("PT30S")
            .example("PT30S")
            .says(
                    "How long before expiry token() renews a session's tokens; at most two ninths of their life. Requests "
                            + "renew them in the background half of this earlier, so that nobody waits. Zero: only after "
                            + "expiry.");

    /** Consent. */
    public static final Key<Boolean> CONSENT = Key.choice(
                    "journey.oauth.consent", Map.of("explicit", false, "implied", true))
            .orElse("explicit")
            .example("implied")
            .says("explicit: if AM asks the user for consent, a session gets no tokens. implied: the application "
                    + "consents for the user. Use it only for applications for which users would not be asked.");

    /** Claims that hold the user's name. */
    public static final Key<String> NAME_CLAIMS = Key.text("journey.oauth.name-claims")
            .orElse("subname, username, sub")
            .example("sub")
            .says("Claims of an access or ID token that can contain the user's name. The first one that the token has "
                    + "is used.");

    /** Format of introspection responses. */
    public static final Key<Boolean> INTROSPECTION = Key.choice(
                    "journey.oauth.introspection", Map.of("json", false, "jwt", true))
            .orElse("json")
            .example("jwt")
            .says("json: introspection responses are plain JSON. jwt: they are signed JWTs (RFC 9701). Set AM's client "
                    + "accordingly.");

    /** Keys that decrypt tokens. */
    public static final Key<String> DECRYPTION_KEYS = Key.text("journey.oauth.decryption-keys")
            .example("/etc/app/jwks.json")
            .says("File with a JWK set whose keys decrypt access tokens. Default: encrypted tokens are introspected.");

    /** Pushed authorization requests. */
    public static final Key<Boolean> PUSHED_AUTHORIZATION = Key.choice(
                    "journey.oauth.pushed-authorization", Map.of("when-required", false, "always", true))
            .orElse("when-required")
            .example("always")
            .says(
                    "when-required: authorization requests are pushed to AM (RFC 9126) if its discovery document requires "
                            + "it. always: all of them are pushed.");

    static final List<Key<?>> ALL = List.of(
            CLIENT_ID,
            CLIENT_SECRET,
            CLIENT_AUTHENTICATION,
            CLIENT_KEY,
            CLIENT_KEY_ALGORITHM,
            SCOPE,
            AUTHORIZATION_PARAMETERS,
            REDIRECT_PATH,
            VALIDATION,
            ISSUER,
            AUDIENCE,
            ALGORITHMS,
            CLOCK_SKEW,
            CACHE_TTL,
            CACHE_SIZE,
            THRESHOLD,
            CONSENT,
            NAME_CLAIMS,
            INTROSPECTION,
            DECRYPTION_KEYS,
            PUSHED_AUTHORIZATION);

    private OAuthKeys() {}
}
