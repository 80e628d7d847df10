package org.journeyguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers the filter by the jar alone, in front of all others, unless the application has registered it itself. */
public final class JourneyInitializer implements ServletContainerInitializer {
    private static final String NAME = "JourneyGuard";

    /** Called by the container. */
    public JourneyInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        for (FilterRegistration registration : context.getFilterRegistrations().values()) {
            if (isOurs(registration.getClassName(), context.getClassLoader())) {
                requireMapping(registration);
                return;
            }
        }
        FilterRegistration.Dynamic filter = context.addFilter(NAME, JourneyFilter.class);
        if (filter == null) {
            throw new ServletException(
                    "Another filter has the name " + NAME + ", so JourneyGuard can't register its own");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    private static void requireMapping(FilterRegistration registration) throws ServletException {
        if (registration.getUrlPatternMappings().isEmpty()
                && registration.getServletNameMappings().isEmpty()) {
            throw new ServletException("The filter '" + registration.getName() + "' is JourneyGuard's, but it has no "
                    + "filter-mapping, so it would guard nothing. Map it to /*, for all dispatchers.");
        }
    }

    private static boolean isOurs(@Nullable String className, ClassLoader application) {
        if (className == null) {
            return false;
        }
        try {
            return JourneyFilter.class.isAssignableFrom(Class.forName(className, false, application));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
