package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.policy.LoginCount;
import org.journeyguard.internal.signin.SignInCookie;
import org.jspecify.annotations.Nullable;

/** Sets the filter's cookies: login counters, those of sign-ins and of the application's own sessions; and expires AM's. */
public final class Cookies {
    private static final String ENDED = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    private static final String KEPT_FROM_OTHERS = "; HttpOnly; SameSite=Lax";
    private static final String HOST_ONLY = "__Host-";
    /** Containers limit the headers of a response to 8 kB. */
    private static final int MOST_PATHS = 6;

    private static final int LONGEST_PATH = 40;

    private final String host;
    private final String secure;
    private final String contextPath;
    private final CookieName cookieName;
    /** The name of the application's own session cookie; null when AM's cookie carries the session. */
    private final @Nullable String own;

    public Cookies(@Nullable URI appUrl, String contextPath, CookieName cookieName, @Nullable String own) {
        this.host = appUrl == null ? "" : appUrl.getHost().toLowerCase(Locale.ROOT);
        this.secure = appUrl != null && "https".equalsIgnoreCase(appUrl.getScheme()) ? "; Secure" : "";
        this.contextPath = contextPath.isEmpty() ? "/" : contextPath;
        this.cookieName = cookieName;
        this.own = own;
    }

    /** Counts one more redirect of a browser to AM. */
    public void countLogin(HttpServletResponse response, LoginCount count) {
        count.expired().forEach(name -> expireOwn(response, name));
        add(response, count.cookie(), count.value(), path(count.cookie()) + "; Max-Age=60" + KEPT_FROM_OTHERS);
    }

    /** Binds a new sign-in to this browser. */
    public void bindSignIn(HttpServletResponse response, SignInCookie cookie, Duration lasts) {
        String attributes = path(cookie.name()) + "; Max-Age=" + lasts.toSeconds() + KEPT_FROM_OTHERS;
        add(response, cookie.name(), cookie.value(), attributes);
    }

    /** Sets the cookie of a new session of the application's own, which lasts no longer than the browser runs. */
    public void begin(HttpServletResponse response, AppSession session) {
        if (own != null) {
            add(response, own, session.value(), path(own) + KEPT_FROM_OTHERS);
        }
    }

    /**
     * Sets AM's cookie as AM does: for the first of AM's domains that this host is in, otherwise for this host alone.
     *
     * @param domains for which AM sets its cookie
     */
    public void begin(HttpServletResponse response, SsoToken session, List<String> domains) {
        String scope = domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .filter(this::isIn)
                .findFirst()
                .map(domain -> "; Domain=" + domain)
                .orElse("");
        add(response, cookieName.get(), session.value(), "; Path=/; HttpOnly" + scope);
    }

    private boolean isIn(String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** Expires a cookie that the filter has set. */
    public void expireOwn(HttpServletResponse response, String name) {
        add(response, name, "", path(name) + ENDED + KEPT_FROM_OTHERS);
    }

    /** Expires the session cookie in each scope that it can have here. */
    public void expireSession(HttpServletResponse response) {
        if (own == null) {
            expireSsoCookie(response);
            return;
        }
        expireOwn(response, own);
        if (!own.startsWith(HOST_ONLY)) {
            expireEverywhere(response, own, Set.of());
        }
    }

    /**
     * Expires the session cookie in each scope from which a request can have got two of them: this host, the domains that it is in, and
     * the paths that the request's path is in.
     *
     * @param path of the request, as sent
     */
    public void expireConflicting(HttpServletResponse response, String path) {
        try {
            String name = own == null ? cookieName.get() : own;
            if (name.startsWith(HOST_ONLY)) {
                expireOwn(response, name);
            } else {
                expireEverywhere(response, name, prefixes(path));
            }
        } catch (Unavailable e) {
            // without its name the cookie can't have been read either
        }
    }

    /** Other hosts and paths could have planted it there. */
    private void expireEverywhere(HttpServletResponse response, String name, Set<String> morePaths) {
        Set<String> paths = new LinkedHashSet<>(List.of(contextPath, "/"));
        paths.addAll(morePaths);
        for (String path : paths) {
            for (String domain : domains()) {
                add(response, name, "", "; Path=" + path + domain + ENDED + KEPT_FROM_OTHERS);
            }
        }
    }

    /** Returns the cookie paths that a path is in (RFC 6265, 5.1.4), the shortest first, as far as a response has room for them. */
    private static Set<String> prefixes(String path) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (int i = path.indexOf('/', 1); i > 0 && prefixes.size() < MOST_PATHS; i = path.indexOf('/', i + 1)) {
            prefixes.add(path.substring(0, i));
            prefixes.add(path.substring(0, i + 1));
        }
        if (prefixes.size() < MOST_PATHS) {
            prefixes.add(path);
        }
        prefixes.removeIf(each -> !each.startsWith("/") || each.indexOf(';') >= 0 || each.length() > LONGEST_PATH);
        return prefixes;
    }

    /** Returns this host alone, and each domain that it is in, up to the one with a single dot. */
    private Set<String> domains() {
        Set<String> domains = new LinkedHashSet<>();
        domains.add("");
        boolean isName = host.chars().anyMatch(c -> c >= 'a' && c <= 'z') && host.indexOf(':') < 0;
        for (String name = host; isName && name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            domains.add("; Domain=" + name);
        }
        return domains;
    }

    /** Expires AM's cookie in each scope it can have here: this host, and each of AM's domains that this host is in. */
    private void expireSsoCookie(HttpServletResponse response) {
        try {
            String attributes = "; Path=/" + ENDED + "; HttpOnly";
            add(response, cookieName.get(), "", attributes);
            for (String domain : cookieName.domains()) {
                String name = domain.toLowerCase(Locale.ROOT);
                if (isIn(name)) {
                    add(response, cookieName.get(), "", attributes + "; Domain=" + name);
                }
            }
        } catch (Unavailable e) {
            // without its name the cookie can't have been read either, so there was nothing to end
        }
    }

    private String path(String name) {
        return "; Path=" + (name.startsWith(HOST_ONLY) ? "/" : contextPath);
    }

    private void add(HttpServletResponse response, String name, String value, String attributes) {
        response.addHeader("Set-Cookie", name + "=" + value + attributes + secure);
    }
}
