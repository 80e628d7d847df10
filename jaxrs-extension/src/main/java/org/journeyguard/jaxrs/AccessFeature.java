package org.journeyguard.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import org.journeyguard.access.AccessConstraints;
import org.jspecify.annotations.Nullable;

/**
 * Enforces {@code @RolesAllowed}, {@code @Authenticated}, {@code @DenyAll}, {@code @PermitAll}, {@code @RequiresScope},
 * {@code @RequiresAcr}, {@code @RequiresAuthLevel} and {@code @RequiresPolicy} on each resource method in the same way on every container.
 * Found through {@code META-INF/services}.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class AccessFeature implements DynamicFeature {
    /** Runs before the containers' own filters, so that their responses never come first. */
    private static final int PRIORITY = Priorities.AUTHENTICATION - 100;

    @Context
    private @Nullable ServletContext application;

    /** Called by the JAX-RS runtime. */
    public AccessFeature() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Class<?> type = resource.getResourceClass();
        AccessConstraints demands = AccessConstraints.of(type, resource.getResourceMethod());
        context.register(new AccessFilter(type, demands, application), PRIORITY);
    }
}
