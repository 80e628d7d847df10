package org.journeyguard.internal.http;

import java.util.HashMap;
import java.util.Map;

/** Headers of AM's JSON API. */
public final class AmHeaders {
    private AmHeaders() {}

    /** Names the version of a resource that a request speaks. */
    public static Map<String, String> version(String resource) {
        return Map.of("Accept-API-Version", "resource=" + resource + ", protocol=1.0");
    }

    /** As {@link #version}, with the SSO token of the session that makes the request. */
    public static Map<String, String> session(String cookieName, String token, String resource) {
        Map<String, String> headers = new HashMap<>(version(resource));
        headers.put(cookieName, token);
        return headers;
    }
}
