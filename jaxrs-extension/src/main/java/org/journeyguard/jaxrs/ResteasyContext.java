package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.spi.ContextInjector;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** {@code @Context JourneyUser} in RESTEasy; loaded only where that is, and applications may see it. */
final class ResteasyContext implements ContextInjector<JourneyUser, JourneyUser> {
    private final @Nullable HttpServletRequest request;

    /**
     * @param request as {@link ContextUser#proxy} wants it
     */
    ResteasyContext(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public JourneyUser resolve(Class<? extends JourneyUser> rawType, Type type, Annotation[] annotations) {
        return ContextUser.proxy(request);
    }
}
