package org.journeyguard.demo.timeline;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.journeyguard.JourneyUser;

/** Comes after JourneyGuard's filter, and so knows whose request it is. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class TrailFilter implements Filter {
    @Inject
    private Timeline timeline;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestTrail trail = RequestTrail.current();
        if (trail != null
                && trail.isAllowedToUser()
                && request instanceof HttpServletRequest http
                && http.getUserPrincipal() instanceof JourneyUser user) {
            String path = http.getPathInfo() == null ? "" : http.getPathInfo();
            trail.passTo(http.getMethod() + " " + http.getServletPath() + path, timeline.of(user));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            RequestTrail.end();
        }
    }

    /** Begins and ends the trail of a request, also of those that do not reach the filter. */
    @WebListener
    public static class Requests implements ServletRequestListener {

        @Override
        public void requestInitialized(ServletRequestEvent event) {
            RequestTrail.begin();
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            RequestTrail.end();
        }
    }
}
