package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import org.journeyguard.Unavailable;
import org.journeyguard.session.CookieName;
import org.jspecify.annotations.Nullable;

/** The few cookies that are set here: one that counts, and the end of AM's. */
final class Cookies {
    private static final String ENDED = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";

    private final String host;
    private final String secure;
    private final String contextPath;
    private final CookieName cookieName;

    Cookies(@Nullable URI appUrl, String contextPath, CookieName cookieName) {
        this.host = appUrl == null ? "" : appUrl.getHost().toLowerCase(Locale.ROOT);
        this.secure = appUrl != null && "https".equalsIgnoreCase(appUrl.getScheme()) ? "; Secure" : "";
        this.contextPath = contextPath.isEmpty() ? "/" : contextPath;
        this.cookieName = cookieName;
    }

    void countLogin(HttpServletResponse response, String value) {
        response.addHeader(
                "Set-Cookie",
                ServletFacts.LOGIN_COUNTER + "=" + value + "; Path=" + contextPath
                        + "; Max-Age=60; HttpOnly; SameSite=Lax" + secure);
    }

    /** Expires AM's cookie in each scope it can have here: this host, and each domain of AM's that this host is in. */
    void expireSsoCookie(HttpServletResponse response) {
        try {
            String cookie = cookieName.get() + "=; Path=/" + ENDED + "; HttpOnly" + secure;
            response.addHeader("Set-Cookie", cookie);
            for (String domain : cookieName.domains()) {
                String name = domain.toLowerCase(Locale.ROOT);
                if (host.equals(name) || host.endsWith("." + name)) {
                    response.addHeader("Set-Cookie", cookie + "; Domain=" + name);
                }
            }
        } catch (Unavailable e) {
            // without its name the cookie can't have been read either, so there was nothing to end
        }
    }
}
