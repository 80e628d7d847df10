package org.journeyguard.decide;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** AM's login page, and the way back from it. */
public final class LoginPage {
    private final String base;
    private final String app;

    /**
     * @param page the login page; a query it has already is kept
     * @param realm added as {@code realm} unless the page names one
     * @param app public URL of the application with its context path, without a trailing slash
     */
    public LoginPage(String page, String realm, String app) {
        boolean hasRealm = page.contains("?realm=") || page.contains("&realm=");
        String query = hasRealm ? "" : "realm=" + encode(realm) + "&";
        this.base = page + (page.indexOf('?') < 0 ? "?" : "&") + query + "goto=";
        this.app = app;
    }

    /**
     * The URL that signs in and comes back.
     *
     * @param rawPath path below the context, as sent; one without a leading slash could change the host and counts as the root
     * @param query as sent; null for none
     */
    public String andBackTo(String rawPath, @Nullable String query) {
        String path = rawPath.isEmpty() || rawPath.startsWith("/") ? rawPath : "/";
        return base + encode(app + path + (query == null ? "" : "?" + query));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
