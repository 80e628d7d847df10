package org.journeyguard.decide;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** AM's login page, and the way back from it. */
public final class LoginPage implements SignInPlace {
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

    /** As {@link SignInPlace}; a path without a leading slash could change the host and counts as the root. */
    @Override
    public String andBackTo(String rawPath, @Nullable String query) {
        String path = rawPath.isEmpty() || rawPath.startsWith("/") ? rawPath : "/";
        return base + encode(app + path + (query == null ? "" : "?" + query));
    }

    @Override
    public Decision visit(String rawPath, @Nullable String query, String loginCounter) {
        return new Decision.Redirect(andBackTo(rawPath, query), loginCounter);
    }

    @Override
    public Reason loop() {
        return Reason.LOGIN_LOOP;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
