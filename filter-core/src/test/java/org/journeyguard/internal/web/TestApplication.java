package org.journeyguard.internal.web;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.servlet.JourneyFilter;
import org.jspecify.annotations.Nullable;

/** A deployed application with the filter, at a context path and with a class loader of its own. */
final class TestApplication implements AutoCloseable, FilterConfig {
    final JourneyFilter filter = new JourneyFilter();
    final ServletContext context;

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> settings;

    TestApplication(ClassLoader classes, Map<String, String> settings) throws ServletException {
        this.settings = settings;
        this.context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getContextPath" -> "";
                    case "getClassLoader" -> classes;
                    case "getServletRegistrations" -> Map.of();
                    case "getAttribute" -> attributes.get((String) args[0]);
                    case "setAttribute" -> attributes.put((String) args[0], args[1]);
                    case "removeAttribute" -> attributes.remove((String) args[0]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });
        filter.init(this);
    }

    @Override
    public String getFilterName() {
        return "JourneyGuard";
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return settings.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(settings.keySet());
    }

    @Override
    public void close() {
        filter.destroy();
    }
}
