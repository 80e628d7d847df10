package org.journeyguard.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.config.ConfigReader;
import org.journeyguard.config.InvalidConfiguration;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.config.Settings;

/** A filter's hold on the application's one runtime: the first filter builds it and closes it, any other shares it. */
final class RuntimeLease implements AutoCloseable {
    private static final String ATTRIBUTE = "org.journeyguard.runtime";
    private static final System.Logger LOG = System.getLogger(RuntimeLease.class.getName());

    private final ServletContext context;
    private final JourneyRuntime runtime;
    private final boolean owner;

    private RuntimeLease(ServletContext context, JourneyRuntime runtime, boolean owner) {
        this.context = context;
        this.runtime = runtime;
        this.owner = owner;
    }

    static RuntimeLease take(FilterConfig filter) throws ServletException {
        ServletContext context = filter.getServletContext();
        Map<String, String> initParams = new HashMap<>();
        for (String name : Collections.list(filter.getInitParameterNames())) {
            initParams.put(name, filter.getInitParameter(name));
        }
        if (context.getAttribute(ATTRIBUTE) instanceof JourneyRuntime shared) {
            if (!initParams.isEmpty()) {
                throw new ServletException("JourneyGuard's filter is registered twice, and the init-params of '"
                        + filter.getFilterName() + "' would be ignored. Register it once.");
            }
            return new RuntimeLease(context, shared, false);
        }
        try {
            Settings settings = Settings.of(initParams);
            JourneyConfig config = ConfigReader.read(settings);
            settings.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
            JourneyRuntime runtime = new JourneyRuntime(config, context, Clock.systemUTC(), System::nanoTime);
            context.setAttribute(ATTRIBUTE, runtime);
            return new RuntimeLease(context, runtime, true);
        } catch (InvalidConfiguration e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    JourneyRuntime runtime() {
        return runtime;
    }

    @Override
    public void close() {
        if (owner) {
            context.removeAttribute(ATTRIBUTE);
            runtime.close();
        }
    }
}
