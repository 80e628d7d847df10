package org.journeyguard.jaxrs;

import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.journeyguard.servlet.JourneyFilter;

/** A small application on Tomcat and Jersey, with the filter in front of it. */
final class OrdersApp implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    /** @param am how it reaches AM */
    OrdersApp(Map<String, String> am) throws LifecycleException {
        this(Optional.of(am));
    }

    /** An application whose deployer has forgotten the filter. */
    static OrdersApp withoutFilter() throws LifecycleException {
        return new OrdersApp(Optional.empty());
    }

    private OrdersApp(Optional<Map<String, String>> am) throws LifecycleException {
        tomcat.setBaseDir("target/orders");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        am.ifPresent(settings -> addFilter(context, settings));
        Tomcat.addServlet(context, "resources", new ServletContainer(ResourceConfig.forApplication(new Orders())));
        context.addServletMappingDecoded("/*", "resources");
        tomcat.start();
    }

    private static void addFilter(Context context, Map<String, String> settings) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("JourneyGuard");
        filter.setFilter(new JourneyFilter());
        filter.setAsyncSupported("true");
        settings.forEach(filter::addInitParameter);
        filter.addInitParameter("journey.app.url", "http://localhost:19090");
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("JourneyGuard");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }

    private static final class Orders extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(
                    OrdersResource.class,
                    CallsResource.class,
                    GuardedResource.class,
                    JourneysResource.class,
                    PoliciesResource.class,
                    ThrowingResource.class);
        }
    }

    /** Where a path is. */
    URI at(String path) {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
