package org.journeyguard.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.web.GuardLease;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter in front of all others, unless the application has registered it. An invalid configuration fails the deployment
 * here, because some servers (Payara) continue without a filter that can't start.
 */
public final class JourneyInitializer implements ServletContainerInitializer {
    private static final String NAME = "JourneyGuard";

    /** Called by the container. */
    public JourneyInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        List<FilterRegistration> own = context.getFilterRegistrations().values().stream()
                .<FilterRegistration>map(each -> each)
                .filter(each -> isOurs(each.getClassName(), context.getClassLoader()))
                .toList();
        for (FilterRegistration registration : own) {
            requireMapping(registration);
            followEachDispatch(registration);
        }
        if (!own.isEmpty()) {
            GuardLease.validateConfiguration(
                    own.stream().map(FilterRegistration::getInitParameters).toList());
            return;
        }
        GuardLease.validateConfiguration(List.of(Map.of()));
        FilterRegistration.Dynamic filter = context.addFilter(NAME, JourneyFilter.class);
        if (filter == null) {
            throw new ServletException(
                    "Another filter has the name " + NAME + ", so JourneyGuard can't register its own");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    private static void requireMapping(FilterRegistration registration) throws ServletException {
        if (each(registration.getUrlPatternMappings()).length == 0
                && each(registration.getServletNameMappings()).length == 0) {
            throw new ServletException("The filter '" + registration.getName() + "' is JourneyGuard's, but it has no "
                    + "filter-mapping, so it would guard nothing. Map it to /*, for all dispatchers.");
        }
    }

    /** A mapping without dispatchers is for plain requests only, so forwards would bypass it. */
    private static void followEachDispatch(FilterRegistration registration) {
        EnumSet<DispatcherType> others = EnumSet.complementOf(EnumSet.of(DispatcherType.REQUEST));
        String[] patterns = each(registration.getUrlPatternMappings());
        if (patterns.length > 0) {
            registration.addMappingForUrlPatterns(others, false, patterns);
        }
        String[] servlets = each(registration.getServletNameMappings());
        if (servlets.length > 0) {
            registration.addMappingForServletNames(others, false, servlets);
        }
    }

    /** Open Liberty returns null when there are none. */
    private static String[] each(@Nullable Collection<String> mappings) {
        return mappings == null ? new String[0] : mappings.toArray(String[]::new);
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
