package org.journeyguard.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.JourneyException;
import org.journeyguard.access.AccessConstraints;
import org.journeyguard.access.GuardedType;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/** Authorizes the user whom the servlet filter has identified. Refuses requests that did not pass through that filter. */
final class AccessFilter implements ContainerRequestFilter {
    private static final System.Logger LOG = System.getLogger(AccessFilter.class.getName());

    private final Class<?> resource;
    private final AccessConstraints demands;
    private final @Nullable ServletContext application;

    /**
     * @param resource the class whose method is called
     * @param demands the method's constraints
     * @param application the application whose filter the request must have passed; null if there is none
     */
    AccessFilter(Class<?> resource, AccessConstraints demands, @Nullable ServletContext application) {
        this.resource = resource;
        this.demands = demands;
        this.application = application;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        // JAX-RS maps servlet request attributes to these properties; injection does not work in instances
        if (!(context.getProperty(RequestContext.ATTRIBUTE) instanceof RequestContext journey)
                || !journey.isOf(application)) {
            context.abortWith(Responses.of(Responses.noFilter()));
            return;
        }
        Class<?> unguarded = unguardedLocator(context, journey);
        if (unguarded != null) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The sub-resource locators of {0} demand something of their callers, but nothing guards them, so what they "
                            + "lead to is refused: make it a CDI bean, for example with @RequestScoped, or put the annotations on the "
                            + "sub-resource",
                    unguarded.getName());
            context.abortWith(Responses.of(Responses.rejected(Reason.NOT_CONFIGURED)));
            return;
        }
        context.setSecurityContext(
                new JourneySecurityContext(journey, context.getSecurityContext().isSecure()));
        try {
            if (demands.policy() != null) {
                Map<String, String> parameters = new HashMap<>();
                context.getUriInfo().getPathParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
                journey.pathParameters(parameters);
            }
            demands.requireOf(journey::user, journey::pathParameter);
        } catch (JourneyException e) {
            context.abortWith(Responses.of(journey.responses().of(e)));
        }
    }

    /** JAX-RS does not show locators to filters. If the class that declares them is a bean, the interceptor has guarded them. */
    private @Nullable Class<?> unguardedLocator(ContainerRequestContext context, RequestContext journey) {
        List<Object> matched = context.getUriInfo().getMatchedResources();
        boolean isOwnFirst = !matched.isEmpty() && resource.isInstance(matched.get(0));
        for (Object ancestor : isOwnFirst ? matched.subList(1, matched.size()) : matched) {
            Set<Method> locators = GuardedType.of(ancestor.getClass()).locators();
            if (!locators.isEmpty() && !journey.hasPassedOneOf(locators)) {
                return ancestor.getClass();
            }
        }
        return null;
    }
}
