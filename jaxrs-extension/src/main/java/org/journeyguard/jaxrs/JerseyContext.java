package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** {@code @Context JourneyUser} in Jersey; loaded only where that is. */
final class JerseyContext extends AbstractBinder {
    private final @Nullable HttpServletRequest request;

    /**
     * @param request as {@link ContextUser#proxy} wants it
     */
    JerseyContext(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    @Override
    protected void configure() {
        bind(ContextUser.proxy(request)).to(JourneyUser.class);
    }
}
