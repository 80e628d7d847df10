package org.journeyguard.am;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The application as AM's OAuth 2.0 client. {@code toString()} shows no secret.
 *
 * @param publicUrl AM's base URL as browsers know it, which is the one that its metadata name
 * @param clientId null when there is no client, and only what needs none can be asked
 * @param clientSecret null for a public client
 * @param authentication how the client says who it is
 * @param redirectUri where codes are sent to; null when the application's URL is not configured
 * @param scope what is asked for, with blanks between
 * @param endpoints those that are configured, which overrule whatever the metadata name
 * @param issuer null when the metadata tell it
 * @param wantsSignedIntrospection whether introspection is answered by a signed JWT (RFC 9701)
 */
public record OAuthSettings(
        URI publicUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        Authentication authentication,
        @Nullable String redirectUri,
        String scope,
        Map<Endpoint, URI> endpoints,
        @Nullable String issuer,
        boolean wantsSignedIntrospection) {

    /** How a client says who it is (OpenID Connect Core, 9). */
    public enum Authentication {
        /** {@code client_secret_basic}. */
        BASIC,
        /** {@code client_secret_post}. */
        POST
    }

    /** What is asked where. */
    public enum Endpoint {
        /** RFC 6749, 3.1. */
        AUTHORIZATION("authorization_endpoint", "/authorize"),
        /** RFC 6749, 3.2. */
        TOKEN("token_endpoint", "/access_token"),
        /** RFC 7662. */
        INTROSPECTION("introspection_endpoint", "/introspect"),
        /** RFC 7009. */
        REVOCATION("revocation_endpoint", "/token/revoke"),
        /** OpenID Connect Core, 5.3. */
        USERINFO("userinfo_endpoint", "/userinfo"),
        /** RFC 7517. */
        JWKS("jwks_uri", "/connect/jwk_uri");

        private final String member;
        private final String path;

        Endpoint(String member, String path) {
            this.member = member;
            this.path = path;
        }

        /** Its name in the metadata (RFC 8414, 2). */
        String member() {
            return member;
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

    @Override
    public String toString() {
        return "OAuthSettings(" + clientId + ")";
    }
}
