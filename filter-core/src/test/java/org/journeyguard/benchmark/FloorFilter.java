package org.journeyguard.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.test.FakeAm;

/**
 * The least that a filter with a cache can do, to compare with: it reads the token from its header, digests it, looks up its user, and
 * wraps the request. It checks nothing else.
 */
final class FloorFilter implements Filter {
    private static final int MANY = 100_000;
    private static final String COOKIE = FakeAm.COOKIE + "=";
    private static final String SCHEME = "Bearer ";

    private final Cache<TokenDigest, Principal> known = Caffeine.newBuilder()
            .maximumSize(MANY)
            .expireAfterWrite(Duration.ofHours(12))
            .build();

    /** Adds a user. */
    void know(String token, Principal user) {
        known.put(TokenDigest.of(token), user);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Principal user = known.getIfPresent(TokenDigest.of(token(http)));
        if (user == null) {
            throw new ServletException("not known");
        }
        chain.doFilter(new Known(http, user), response);
    }

    private static String token(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.substring(SCHEME.length());
        }
        String cookies = request.getHeader("Cookie");
        int start = cookies.indexOf(COOKIE) + COOKIE.length();
        int end = cookies.indexOf(';', start);
        return cookies.substring(start, end < 0 ? cookies.length() : end);
    }

    private static final class Known extends HttpServletRequestWrapper {
        private final Principal user;

        Known(HttpServletRequest request, Principal user) {
            super(request);
            this.user = user;
        }

        @Override
        public Principal getUserPrincipal() {
            return user;
        }
    }
}
