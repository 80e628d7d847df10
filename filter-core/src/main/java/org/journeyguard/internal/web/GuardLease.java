package org.journeyguard.internal.web;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.guard.settings.UnusedSettings;
import org.journeyguard.internal.servlet.StatusRegistry;
import org.journeyguard.internal.servlet.SuffixCheck;
import org.journeyguard.journey.JourneyClient;
import org.jspecify.annotations.Nullable;

/** Holds a filter's reference to the application's guards: the first filter builds and closes them, all others share them. */
public final class GuardLease implements AutoCloseable {
    private static final String ATTRIBUTE = "org.journeyguard.runtime";
    private static final System.Logger LOG = System.getLogger(GuardLease.class.getName());

    private final ServletContext context;
    private final Started started;
    private final boolean owner;

    private record Started(TenantGuards tenants, Map<String, String> initParams) {}

    private GuardLease(ServletContext context, Started started, boolean owner) {
        this.context = context;
        this.started = started;
        this.owner = owner;
    }

    static GuardLease take(FilterConfig filter) throws ServletException {
        ServletContext context = filter.getServletContext();
        Map<String, String> initParams = new HashMap<>();
        for (String name : Collections.list(filter.getInitParameterNames())) {
            initParams.put(name, filter.getInitParameter(name));
        }
        if (context.getAttribute(ATTRIBUTE) instanceof Started shared) {
            requireSame(shared.initParams(), initParams);
            return new GuardLease(context, shared, false);
        }
        SettingsSource source = SettingsSource.of(initParams);
        Tenants tenants = valid(() -> Tenants.read(source));
        Stream.of(source.warnings(), UnusedSettings.warnings(source), SuffixCheck.warnings(tenants, context))
                .flatMap(Collection::stream)
                .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        Started started = new Started(
                valid(() -> new TenantGuards(tenants, context, Clock.systemUTC(), System::nanoTime)), initParams);
        context.setAttribute(ATTRIBUTE, started);
        context.setAttribute(StatusRegistry.ATTRIBUTE, started.tenants().status());
        return new GuardLease(context, started, true);
    }

    /**
     * Checks whether filters could start, without starting anything.
     *
     * @param initParams of each filter
     * @throws ServletException when they could not
     */
    public static void validateConfiguration(List<Map<String, String>> initParams) throws ServletException {
        for (Map<String, String> each : initParams) {
            requireSame(initParams.get(0), each);
        }
        Tenants unused = valid(() -> Tenants.read(SettingsSource.of(initParams.get(0))));
    }

    private static void requireSame(Map<String, String> first, Map<String, String> other) throws ServletException {
        if (!first.equals(other)) {
            throw new ServletException("JourneyGuard's filter is registered twice, and with different init-params, of "
                    + "which only one set could count. Register it once.");
        }
    }

    private static <T> T valid(Supplier<T> start) throws ServletException {
        try {
            return start.get();
        } catch (InvalidConfiguration e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    /** Returns the guards of an application; null when its filter has not started. */
    static @Nullable TenantGuards tenantsOf(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Started started ? started.tenants() : null;
    }

    /**
     * Returns the journeys of an application.
     *
     * @param tenant whose journeys; empty for the default one's
     * @throws IllegalStateException if the application's filter has not started
     * @throws IllegalArgumentException if there is no such tenant
     */
    public static JourneyClient journeysOf(ServletContext application, String tenant) {
        TenantGuards tenants = tenantsOf(application);
        if (tenants == null) {
            throw new IllegalStateException(
                    "JourneyGuard's filter has not started in this application; call journeys after the "
                            + "start, or use JourneyClient.standalone in a program");
        }
        return tenants.ofName(tenant).guard().journeys();
    }

    TenantGuards tenants() {
        return started.tenants();
    }

    @Override
    public void close() {
        if (owner) {
            context.removeAttribute(ATTRIBUTE);
            context.removeAttribute(StatusRegistry.ATTRIBUTE);
            started.tenants().close();
        }
    }
}
