package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.spi.ContextInjector;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** Provides {@code @Context JourneyUser} in RESTEasy; loaded only where RESTEasy is present and visible to applications. */
final class ResteasyContext implements ContextInjector<JourneyUser, JourneyUser> {
    private final @Nullable HttpServletRequest request;

    /**
     * @param request see {@link ContextUser#proxy}
     */
    ResteasyContext(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public JourneyUser resolve(Class<? extends JourneyUser> rawType, Type type, Annotation[] annotations) {
        return ContextUser.proxy(request);
    }
}
