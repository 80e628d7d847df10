package org.journeyguard.internal.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, or of its current include.
 *
 * @param raw as sent, without the context path
 * @param container as the container has decoded and normalised it
 * @param mapping how a servlet was chosen; null when the container does not state it
 */
public record RequestPath(
        String raw, String container, @Nullable HttpServletMapping mapping) {

    public static RequestPath of(HttpServletRequest request) {
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null;
        if (included) {
            // the request itself still shows the path of the including resource
            return new RequestPath(
                    ContextPath.cutFrom(
                            text(request, RequestDispatcher.INCLUDE_REQUEST_URI),
                            text(request, RequestDispatcher.INCLUDE_CONTEXT_PATH)),
                    text(request, RequestDispatcher.INCLUDE_SERVLET_PATH)
                            + text(request, RequestDispatcher.INCLUDE_PATH_INFO),
                    (HttpServletMapping) request.getAttribute(RequestDispatcher.INCLUDE_MAPPING));
        }
        String pathInfo = request.getPathInfo();
        return new RequestPath(
                ContextPath.cutFrom(request.getRequestURI(), request.getContextPath()),
                pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo,
                request.getHttpServletMapping());
    }

    private static String text(HttpServletRequest request, String attribute) {
        Object value = request.getAttribute(attribute);
        return value == null ? "" : value.toString();
    }
}
