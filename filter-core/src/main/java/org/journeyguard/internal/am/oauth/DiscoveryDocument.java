package org.journeyguard.internal.am.oauth;

import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.http.ServerUrl;

/**
 * A discovery document (OpenID Connect Discovery, 4.2).
 *
 * @param url where it was found; empty when it was not needed because everything is configured
 * @param issuer as it states it
 * @param members all that it states
 */
record DiscoveryDocument(String url, String issuer, Map<?, ?> members) {
    static final String PATH = "/.well-known/openid-configuration";

    /** The URL of an endpoint; empty where the document names none. */
    Optional<String> named(Endpoint endpoint) {
        return named(endpoint, members);
    }

    /**
     * As {@link #named(Endpoint)}.
     *
     * @param isByCertificate whether to prefer the URL for clients that show a certificate (RFC 8705, 5)
     */
    Optional<String> named(Endpoint endpoint, boolean isByCertificate) {
        Optional<String> alias = isByCertificate && members.get("mtls_endpoint_aliases") instanceof Map<?, ?> aliases
                ? named(endpoint, aliases)
                : Optional.empty();
        return alias.or(() -> named(endpoint));
    }

    private static Optional<String> named(Endpoint endpoint, Map<?, ?> members) {
        return endpoint.members().stream()
                .map(members::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /**
     * Returns whether the issuer is an address, whether or not one of the two names the port that their scheme has anyway.
     *
     * @param address without {@link #PATH}
     */
    boolean isIssuedAt(String address) {
        return "".equals(ServerUrl.below(issuer, address));
    }

    /** Returns whether the issuer has the scheme, host and port of a URL. */
    boolean isIssuedAtOriginOf(String other) {
        return ServerUrl.haveSameOrigin(issuer, other);
    }
}
