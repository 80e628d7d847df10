package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.BearerReader;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.policy.LoginCount;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a servlet request lazily. Only for the thread and the lifetime of the request. */
public final class HttpRequestFacts implements RequestFacts {
    /** The servlet of Tomcat, Payara and WildFly that serves files. */
    public static final String FILE_SERVLET = "default";

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final HttpServletRequest request;
    private final RequestPath path;
    private final Source source;
    private @Nullable PresentedCredential presented;
    private @Nullable Boolean isHandshake;

    /**
     * What does not depend on the request.
     *
     * @param files of the application
     * @param cookieName name of AM's cookie
     * @param acceptsTokens whether access tokens are accepted
     * @param ownCookie name of the application's own session cookie; null when AM's cookie carries the session
     */
    public record Source(
            StaticFiles files,
            CookieName cookieName,
            boolean acceptsTokens,
            @Nullable String ownCookie) {}

    public HttpRequestFacts(HttpServletRequest request, RequestPath path, Source source) {
        this.request = request;
        this.path = path;
        this.source = source;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return path.raw();
    }

    @Override
    public String containerPath() {
        return path.container();
    }

    /** Whether another dispatch has the same path and method. */
    public boolean isSamePath(HttpRequestFacts other) {
        return method().equals(other.method())
                && rawPath().equals(other.rawPath())
                && containerPath().equals(other.containerPath());
    }

    @Override
    public boolean isStaticFile() {
        HttpServletMapping mapping = path.mapping();
        return mapping != null && isLeftToFiles(mapping) && source.files.has(path.container());
    }

    /** Other servlets may execute what they are mapped to, as with JSPs, or generate it themselves. */
    private static boolean isLeftToFiles(HttpServletMapping mapping) {
        MappingMatch match = mapping.getMappingMatch();
        boolean isByName = match == MappingMatch.EXTENSION || match == MappingMatch.EXACT;
        return match == MappingMatch.DEFAULT || (isByName && FILE_SERVLET.equals(mapping.getServletName()));
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public String serverName() {
        String name = request.getServerName();
        return name == null ? "" : name;
    }

    @Override
    public String remoteAddress() {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public PresentedCredential presented() {
        PresentedCredential known = presented;
        if (known == null) {
            known = read();
            presented = known;
        }
        return known;
    }

    private PresentedCredential read() {
        if (source.acceptsTokens && request.getHeader("Authorization") != null) {
            PresentedCredential bearer = BearerReader.accessToken(request.getHeaders("Authorization"));
            if (bearer != null) {
                return bearer;
            }
        }
        Enumeration<String> cookies = request.getHeaders("Cookie");
        if (cookies == null || !cookies.hasMoreElements()) {
            return PresentedCredential.NOTHING;
        }
        if (source.ownCookie != null) {
            return CookieReader.appSession(cookies, source.ownCookie);
        }
        try {
            return CookieReader.ssoToken(cookies, source.cookieName.get());
        } catch (Unavailable e) {
            return new PresentedCredential.CookieNameUnknown(Outage.of(e));
        }
    }

    @Override
    public boolean isWebSocketHandshake() {
        Boolean known = isHandshake;
        if (known == null) {
            known = RequestFacts.super.isWebSocketHandshake();
            isHandshake = known;
        }
        return known;
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String certificate() {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            return null;
        }
    }

    @Override
    public Map<String, String> loginCounters() {
        Map<String, String> counters = new LinkedHashMap<>();
        CookieReader.startingWith(request.getHeaders("Cookie"), LoginCount.PREFIX)
                .forEach(cookie -> counters.putIfAbsent(cookie.getKey(), cookie.getValue()));
        return counters;
    }
}
