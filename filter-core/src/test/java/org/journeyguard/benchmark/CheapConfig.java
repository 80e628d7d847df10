package org.journeyguard.benchmark;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.journeyguard.fixtures.Stub;
import org.jspecify.annotations.Nullable;

/** The registration of a filter in an application at the root context. */
record CheapConfig(Map<String, String> initParams) implements FilterConfig {
    @Override
    public String getFilterName() {
        return "JourneyGuard";
    }

    @Override
    public ServletContext getServletContext() {
        return Stub.of(ServletContext.class, Map.of("getContextPath", "", "getServletRegistrations", Map.of()));
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return initParams.get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(initParams.keySet());
    }
}
