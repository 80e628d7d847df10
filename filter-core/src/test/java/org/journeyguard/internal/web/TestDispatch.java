package org.journeyguard.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request within a dispatch, as a container shows it there. */
final class TestDispatch extends HttpServletRequestWrapper {
    private final DispatcherType type;
    private final String path;
    private final ServletContext application;

    TestDispatch(HttpServletRequest request, DispatcherType type, String path, ServletContext application) {
        super(request);
        this.type = type;
        this.path = path;
        this.application = application;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return type;
    }

    @Override
    public ServletContext getServletContext() {
        return application;
    }

    /** During an include the request keeps the path of the including resource. */
    @Override
    public String getRequestURI() {
        return type == DispatcherType.INCLUDE ? super.getRequestURI() : path;
    }

    @Override
    public String getServletPath() {
        return type == DispatcherType.INCLUDE ? super.getServletPath() : path;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (type != DispatcherType.INCLUDE) {
            return super.getAttribute(name);
        }
        return switch (name) {
            case RequestDispatcher.INCLUDE_REQUEST_URI, RequestDispatcher.INCLUDE_SERVLET_PATH -> path;
            case RequestDispatcher.INCLUDE_CONTEXT_PATH -> "";
            case RequestDispatcher.INCLUDE_PATH_INFO, RequestDispatcher.INCLUDE_MAPPING -> null;
            default -> super.getAttribute(name);
        };
    }
}
