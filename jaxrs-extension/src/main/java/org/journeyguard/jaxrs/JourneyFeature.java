package org.journeyguard.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Registers what is not bound to single resource methods; found through {@code META-INF/services}. */
@ConstrainedTo(RuntimeType.SERVER)
public final class JourneyFeature implements Feature {

    /** Called by the JAX-RS runtime. */
    public JourneyFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER) {
            return false;
        }
        context.register(JourneyExceptionMapper.class);
        // an application's own comes first
        context.register(OutgoingCallFailure.class, Integer.MAX_VALUE);
        if (hasEnterpriseBeans()) {
            context.register(EnterpriseBeanRefusal.class);
        }
        return true;
    }

    private static boolean hasEnterpriseBeans() {
        try {
            Class.forName("jakarta.ejb.EJBAccessException", false, JourneyFeature.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
