package org.journeyguard.am;

import java.util.Map;
import org.journeyguard.am.OAuthSettings.Endpoint;

/**
 * AM as an OAuth 2.0 server, seen from this application.
 *
 * @param issuer as AM states it, to be compared exactly
 * @param endpoints where it is asked, each of them
 */
record ServerMetadata(String issuer, Map<Endpoint, String> endpoints) {
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
