package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** Provides {@code @Context JourneyUser} in Jersey; loaded only where Jersey is present. */
final class JerseyContext extends AbstractBinder {
    private final @Nullable HttpServletRequest request;

    /**
     * @param request see {@link ContextUser#proxy}
     */
    JerseyContext(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    @Override
    protected void configure() {
        bind(ContextUser.proxy(request)).to(JourneyUser.class);
    }
}
