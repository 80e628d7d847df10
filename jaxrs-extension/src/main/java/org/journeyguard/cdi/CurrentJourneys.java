package org.journeyguard.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import org.journeyguard.internal.journey.DelegatingJourneys;
import org.journeyguard.internal.web.GuardLease;
import org.journeyguard.internal.web.RequestContext;
import org.journeyguard.journey.JourneyClient;

/** The journeys of the current request's tenant, or outside of requests of the default tenant. Inject {@link JourneyClient}. */
@ApplicationScoped
@Typed(JourneyClient.class)
public class CurrentJourneys extends DelegatingJourneys {
    private final ServletContext application;

    /** For the proxy that CDI creates of this class. */
    @SuppressWarnings("NullAway")
    protected CurrentJourneys() {
        this.application = null;
    }

    /**
     * @param application a proxy of the application
     */
    @Inject
    public CurrentJourneys(ServletContext application) {
        this.application = application;
    }

    @Override
    protected JourneyClient client() {
        return RequestContext.current()
                .filter(request -> request.isOf(application))
                .map(RequestContext::journeys)
                .orElseGet(() -> ofTenant(""));
    }

    @Override
    public JourneyClient ofTenant(String name) {
        return GuardLease.journeysOf(application, name);
    }
}
