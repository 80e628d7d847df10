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
 * The user of the current request, for beans that serve anonymous callers as well. Where there has to be a user, inject
 * {@link JourneyUser} itself.
 *
 * <p>Both are there as long as CDI's request scope is. On a thread of an executor CDI itself refuses (in Weld with a {@code
 * ContextNotActiveException}), on Payara also in an asynchronous dispatch: call {@link #get()} in the request and hand the
 * {@link JourneyUser} on, which may be used anywhere and after the request has ended.
 */
@ApplicationScoped
public class CurrentUser {
    private final HttpServletRequest request;

    /** For the proxy that CDI makes of this class. */
    @SuppressWarnings("NullAway")
    protected CurrentUser() {
        this.request = null;
    }

    /**
     * @param request the current request, whichever that is at the time of a call
     */
    @Inject
    public CurrentUser(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * The user.
     *
     * @return empty when nobody is signed in, when AM does not answer on a public path, and where the request did not come
     *     through the filter
     */
    public Optional<JourneyUser> get() {
        return RequestContext.of(request).flatMap(RequestContext::user);
    }

    /**
     * The user as a bean of the request. The proxy may be injected anywhere; its methods fail when nobody is signed in.
     *
     * @throws AuthenticationRequired when nobody is signed in
     * @throws Unavailable from those methods that ask AM, when it does not answer
     */
    @Produces
    @RequestScoped
    @Typed(JourneyUser.class)
    JourneyUser user() {
        return get().orElseThrow(
                        () -> new AuthenticationRequired("A JourneyUser was asked for and nobody is signed in"));
    }
}
