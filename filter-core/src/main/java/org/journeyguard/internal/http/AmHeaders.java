package org.journeyguard.internal.http;

import java.util.HashMap;
import java.util.Map;
import org.journeyguard.internal.observe.CurrentRequest;

/** Headers of AM's JSON API. */
public final class AmHeaders {
    private AmHeaders() {}

    /** Names the version of a resource that a request speaks. */
    public static Map<String, String> version(String resource) {
        return Map.of("Accept-API-Version", "resource=" + resource + ", protocol=1.0");
    }

    /**
     * As {@link #version}, with the SSO token of the session that makes the request, and with the cookie that leads AM's load balancer to
     * that session's server if the current request has brought it.
     */
    public static Map<String, String> session(String cookieName, String token, String resource) {
        Map<String, String> headers = new HashMap<>(version(resource));
        headers.put(cookieName, token);
        String lbCookie = CurrentRequest.lbCookie();
        if (lbCookie != null) {
            headers.put("Cookie", lbCookie);
        }
        return headers;
    }
}
