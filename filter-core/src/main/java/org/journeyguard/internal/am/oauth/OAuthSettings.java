package org.journeyguard.internal.am.oauth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.jspecify.annotations.Nullable;

/**
 * The application as AM's OAuth 2.0 client. {@code toString()} shows no secret.
 *
 * @param publicUrl AM's base URL as browsers know it, which is the one that its metadata name
 * @param clientId null when there is no client, and only what needs none can be asked
 * @param clientSecret null for a public client
 * @param authentication how the client says who it is
 * @param clientKey signs assertions; null unless the client authenticates by them
 * @param redirectUri where codes are sent to; null when the application's URL is not configured
 * @param scope to request, with blanks between
 * @param authorizationParameters what authorization requests ask beside what they always do
 * @param discoveryUrl where the metadata are; null to look for them
 * @param endpoints those that are configured, which overrule whatever the metadata name
 * @param issuer null when the metadata tell it
 * @param wantsSignedIntrospection whether introspection is answered by a signed JWT (RFC 9701)
 * @param pushesAuthorization whether all authorization requests are pushed (RFC 9126), also where AM does not demand it
 */
public record OAuthSettings(
        URI publicUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        ClientAuthenticationMethod authentication,
        @Nullable AssertionKey clientKey,
        @Nullable String redirectUri,
        String scope,
        Map<String, String> authorizationParameters,
        @Nullable URI discoveryUrl,
        Map<Endpoint, URI> endpoints,
        @Nullable String issuer,
        boolean wantsSignedIntrospection,
        boolean pushesAuthorization) {

    /** What is asked where. */
    public enum Endpoint {
        /** RFC 6749, 3.1. */
        AUTHORIZATION("/authorize", "authorization_endpoint"),
        /** RFC 6749, 3.2. */
        TOKEN("/access_token", "token_endpoint"),
        /** RFC 7662. */
        INTROSPECTION("/introspect", "introspection_endpoint"),
        /** RFC 7009. */
        REVOCATION("/token/revoke", "revocation_endpoint"),
        /** OpenID Connect Core, 5.3. */
        USERINFO("/userinfo", "userinfo_endpoint"),
        /** RFC 7517. */
        JWKS("/connect/jwk_uri", "jwks_uri"),
        /** RFC 9126. */
        PUSHED_AUTHORIZATION("/par", "pushed_authorization_request_endpoint"),
        /** OpenID Connect RP-Initiated Logout; Ping's own, which also works where the session is AM's only, is preferred. */
        END_SESSION("/connect/endSession", "ping_end_idp_session_endpoint end_session_endpoint");

        private final String path;
        private final String members;

        Endpoint(String path, String members) {
            this.path = path;
            this.members = members;
        }

        /** Its names in the metadata (RFC 8414, 2), the one that is preferred first. */
        List<String> members() {
            return List.of(members.split(" ", -1));
        }

        /** Where AM has it, below the realm's OAuth 2.0 base. */
        String path() {
            return path;
        }
    }

    /** Copies the endpoints. */
    public OAuthSettings {
        endpoints = Map.copyOf(endpoints);
    }

    /** Reads the settings. */
    public static OAuthSettings read(Settings settings) {
        return new OAuthSettingsReader(settings).read();
    }

    @Override
    public String toString() {
        return "OAuthSettings(" + clientId + ")";
    }
}
