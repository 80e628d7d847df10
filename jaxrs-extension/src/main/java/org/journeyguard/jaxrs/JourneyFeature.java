package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/** Registers the providers that are not bound to single resource methods. Found through {@code META-INF/services}. */
@ConstrainedTo(RuntimeType.SERVER)
public final class JourneyFeature implements Feature {
    @Context
    private @Nullable HttpServletRequest request;

    /** Called by the JAX-RS runtime. */
    public JourneyFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER) {
            return false;
        }
        context.register(JourneyExceptionMapper.class);
        // an application's own mapper takes precedence
        context.register(OutgoingCallFailure.class, Integer.MAX_VALUE);
        if (isPresent("jakarta.ejb.EJBAccessException")) {
            context.register(EnterpriseBeanRefusal.class);
        }
        if (isPresent("org.glassfish.jersey.internal.inject.AbstractBinder")) {
            context.register(new JerseyContext(request));
        }
        if (isPresent("org.jboss.resteasy.spi.ContextInjector")) {
            context.register(new ResteasyContext(request));
        }
        return true;
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, JourneyFeature.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
