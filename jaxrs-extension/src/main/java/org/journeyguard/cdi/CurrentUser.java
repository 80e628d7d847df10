package org.journeyguard.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.web.RequestContext;

/**
 * The current user, for beans that also serve anonymous callers. Where a user is required, inject {@link JourneyUser} itself.
 *
 * <p>Both are available while CDI's request scope is active. On an executor's thread CDI itself refuses access (Weld with a
 * {@code ContextNotActiveException}), on Payara also in an asynchronous dispatch: call {@link #get()} within the request and pass on the
 * {@link JourneyUser}, which can be used anywhere and after the request has ended.
 */
@ApplicationScoped
public class CurrentUser {
    private final HttpServletRequest request;

    /** For the proxy that CDI creates of this class. */
    @SuppressWarnings("NullAway")
    protected CurrentUser() {
        this.request = null;
    }

    /**
     * @param request a proxy of the current request
     */
    @Inject
    public CurrentUser(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Returns the user.
     *
     * @return empty if no user is signed in, if AM is unavailable on a public path, or if the request did not pass through the filter
     */
    public Optional<JourneyUser> get() {
        return RequestContext.of(request).flatMap(RequestContext::user);
    }

    /**
     * Returns the user as a request-scoped bean. The proxy can be injected anywhere; its methods fail if no user is signed in.
     *
     * @throws AuthenticationRequired if no user is signed in
     * @throws Unavailable from methods that call AM, if it does not answer
     */
    @Produces
    @RequestScoped
    @Typed(JourneyUser.class)
    JourneyUser user() {
        return get().orElseThrow(() ->
                new AuthenticationRequired("The application calls a method of JourneyUser, but no user is signed in"));
    }
}
