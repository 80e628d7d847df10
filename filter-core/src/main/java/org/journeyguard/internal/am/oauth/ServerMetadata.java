package org.journeyguard.internal.am.oauth;

import java.util.Map;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;

/**
 * AM as an OAuth 2.0 server, seen from this application.
 *
 * @param issuer as AM states it, to be compared exactly
 * @param endpoints where it is asked, each of them
 * @param tokenAudience the token endpoint as AM itself names it, which is the audience of assertions (RFC 7523, 3)
 * @param publicAuthorization where browsers are sent to sign in
 * @param demandsPushedAuthorization whether authorization requests have to be pushed (RFC 9126, 5)
 */
record ServerMetadata(
        String issuer,
        Map<Endpoint, String> endpoints,
        String tokenAudience,
        String publicAuthorization,
        boolean demandsPushedAuthorization) {
    ServerMetadata {
        endpoints = Map.copyOf(endpoints);
    }

    String url(Endpoint endpoint) {
        String url = endpoints.get(endpoint);
        if (url == null) {
            throw new IllegalStateException("no URL of " + endpoint);
        }
        return url;
    }
}
