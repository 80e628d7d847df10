package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.journeyguard.Unavailable;
import org.journeyguard.credential.CookieReader;
import org.journeyguard.credential.Presented;
import org.journeyguard.decide.RequestFacts;
import org.journeyguard.session.CookieName;
import org.jspecify.annotations.Nullable;

/** The facts of a servlet request, looked up when they are asked for. Only for the thread and the life of the request. */
final class ServletFacts implements RequestFacts {
    /** Counts visits to the login page; holds no secret. */
    static final String LOGIN_COUNTER = "journey-logins";

    private final HttpServletRequest request;
    private final CookieName cookieName;
    private final String rawPath;
    private final String containerPath;
    private @Nullable Presented presented;

    ServletFacts(HttpServletRequest request, CookieName cookieName) {
        this.request = request;
        this.cookieName = cookieName;
        this.rawPath = rawPath(request.getRequestURI(), request.getContextPath());
        this.containerPath = joined(request.getServletPath(), request.getPathInfo());
    }

    /** Left whole, and so protected, when it does not begin with the context path as the container writes it. */
    private static String rawPath(String uri, String context) {
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }

    static String joined(@Nullable String servletPath, @Nullable String pathInfo) {
        String first = servletPath == null ? "" : servletPath;
        return pathInfo == null ? first : first + pathInfo;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return rawPath;
    }

    @Override
    public String containerPath() {
        return containerPath;
    }

    @Override
    public boolean isMappedByPrefix() {
        return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public Presented presented() {
        Presented known = presented;
        if (known == null) {
            known = read();
            presented = known;
        }
        return known;
    }

    private Presented read() {
        if (request.getHeader("Cookie") == null) {
            return Presented.NOTHING;
        }
        try {
            return CookieReader.ssoToken(request.getHeaders("Cookie"), cookieName.get());
        } catch (Unavailable e) {
            return new Presented.Unreadable(String.valueOf(e.getMessage()), e.retryAfter());
        }
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String loginCounter() {
        return CookieReader.values(request.getHeaders("Cookie"), LOGIN_COUNTER).stream()
                .findFirst()
                .orElse(null);
    }
}
