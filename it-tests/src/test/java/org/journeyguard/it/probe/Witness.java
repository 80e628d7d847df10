package org.journeyguard.it.probe;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind JourneyGuard's filter and writes down which request got past it, and to which servlet it goes; JAX-RS adds
 * the resource. {@code /witness}, which is protected, tells it all and forgets it.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {
            DispatcherType.REQUEST,
            DispatcherType.FORWARD,
            DispatcherType.INCLUDE,
            DispatcherType.ASYNC,
            DispatcherType.ERROR
        })
public class Witness extends HttpFilter {
    /** The header that tells requests apart. */
    static final String PROBE = "X-Probe";

    private static final long serialVersionUID = 1L;
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    static void note(@Nullable String probe, String what) {
        if (probe != null) {
            SEEN.add(probe + " " + what);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/witness")) {
            response.setContentType("text/plain");
            for (String seen = SEEN.poll(); seen != null; seen = SEEN.poll()) {
                response.getWriter().println(seen);
            }
            return;
        }
        String info = request.getPathInfo();
        note(
                request.getHeader(PROBE),
                request.getHttpServletMapping().getServletName() + " " + request.getServletPath()
                        + (info == null ? "" : info));
        chain.doFilter(request, response);
    }
}
