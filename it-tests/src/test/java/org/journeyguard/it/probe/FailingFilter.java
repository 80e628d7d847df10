package org.journeyguard.it.probe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import java.io.IOException;

/** A filter of the application's own that fails to start. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class FailingFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    public void init(FilterConfig config) throws ServletException {
        throw new ServletException("this filter does not start");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
    }
}
