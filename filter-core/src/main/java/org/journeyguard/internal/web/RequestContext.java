package org.journeyguard.internal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.servlet.EndableResponse;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.journey.JourneyClient;
import org.jspecify.annotations.Nullable;

/**
 * A request in the application after the filter's decision: its user, determined lazily and once. Stored on the request, so that later
 * dispatches, JAX-RS and CDI all see the same one. {@link #responses()} answers when the application finds that the user is not allowed to
 * do something.
 */
public final class RequestContext implements AuthenticatedUser.SignOut {
    /** The request attribute that holds the context. */
    public static final String ATTRIBUTE = "org.journeyguard.request-context";

    private final InitialDecision initial;
    private final HttpServletRequest request;
    private final EndableResponse response;
    private final RequestUser user;

    // a volatile field that keeps its default value costs a request nothing
    private volatile @Nullable Set<Method> passed;
    private volatile @Nullable Map<String, String> pathParameters;

    private volatile boolean isOver;
    /** Whether a filter of this application is in the chain of the current dispatch. */
    private boolean entered;

    RequestContext(InitialDecision initial, HttpServletRequest request, HttpServletResponse response) {
        this.initial = initial;
        this.request = request;
        this.response = new EndableResponse(response);
        this.user = new RequestUser(this, initial);
    }

    /**
     * Returns the context of a request that came through the filter of the application that it was last dispatched to; empty when it did
     * not, and then no user may be trusted. Applications of an EAR may share this class, and dispatch to each other.
     */
    public static Optional<RequestContext> of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestContext context
                        && context.isOf(request.getServletContext())
                ? Optional.of(context)
                : Optional.empty();
    }

    /**
     * Returns the context of the current thread's request: beans have no request at hand, and on Payara no request scope in later
     * dispatches. Empty on the application's own threads and outside of requests.
     */
    public static Optional<RequestContext> current() {
        return Optional.ofNullable(
                CurrentRequest.get() instanceof ServletRequestInfo requestInfo ? requestInfo.context() : null);
    }

    /**
     * Returns the context of the current thread's request, if its application sees a class.
     *
     * @param type of the application, or of what it shares with others; empty for another application's
     */
    public static Optional<RequestContext> current(Class<?> type) {
        return current().filter(context -> context.webGuard().isSeenBy(type));
    }

    /** Whether the request came through the filter of an application. */
    public boolean isOf(@Nullable ServletContext application) {
        TenantGuards tenants = application == null ? null : GuardLease.tenantsOf(application);
        return tenants != null && tenants.has(webGuard());
    }

    /**
     * Notes that this user may call a method. Resources behind a guarded sub-resource locator require this of the locator.
     *
     * @param method that was called on a bean
     */
    public synchronized void passed(Method method) {
        Set<Method> more = passed == null ? new HashSet<>() : new HashSet<>(passed);
        more.add(method);
        passed = more;
    }

    /** Whether {@link #passed} was called with one of these. */
    public boolean hasPassedOneOf(Set<Method> methods) {
        Set<Method> known = passed;
        return known != null && !Collections.disjoint(known, methods);
    }

    /** Notes the path parameters, as JAX-RS has decoded them. */
    public void pathParameters(Map<String, String> parameters) {
        pathParameters = Map.copyOf(parameters);
    }

    /** Returns a path parameter that was noted; null if it was not. */
    public @Nullable String pathParameter(String name) {
        Map<String, String> known = pathParameters;
        return known == null ? null : known.get(name);
    }

    /**
     * Returns the user. On a public path, asks AM unless it was asked before.
     *
     * @return empty when the request has no authenticated user, and on a public path also when AM does not answer
     */
    public Optional<JourneyUser> user() {
        return Optional.ofNullable(currentUser());
    }

    /** Returns the authentication scheme for {@code getAuthType()}; empty when the request has no authenticated user. */
    public Optional<String> authenticationScheme() {
        return Optional.ofNullable(currentUser()).map(known -> known.account().scheme());
    }

    /** Returns the journeys of the request's tenant. */
    public JourneyClient journeys() {
        return webGuard().guard().journeys();
    }

    /** Returns the responses for refused requests. */
    public ErrorResponses responses() {
        return new ErrorResponses(this, facts(), request, response);
    }

    /** Returns the request, as observers see it. */
    ServletRequestInfo requestInfo() {
        return initial.requestInfo();
    }

    WebGuard webGuard() {
        return initial.webGuard();
    }

    HttpRequestFacts facts() {
        return initial.facts();
    }

    HttpServletRequest request() {
        return request;
    }

    EndableResponse response() {
        return response;
    }

    /** Returns the user; on a public path, asks AM unless it was asked before. */
    @Nullable
    AuthenticatedUser currentUser() {
        return user.current();
    }

    /** Returns the user if they are confirmed already; does not ask AM. */
    @Nullable
    AuthenticatedUser confirmedUser() {
        return user.confirmed();
    }

    /** Whether AM was asked and did not answer. */
    boolean isUndecided() {
        return user.isUndecided();
    }

    /** Whether the user is still unknown, because there was no reason to ask AM. */
    boolean isOpen() {
        return user.isOpen();
    }

    /** Whether a dispatch leads back to the path where the request was allowed without a user, as an asynchronous one may. */
    boolean wasAllowedAt(HttpRequestFacts target) {
        return user.wasNotRequiredAt(target);
    }

    /** Decides about the request when a user is required. Asks AM once, whatever the answer. */
    Decision needsUser() {
        return user.require();
    }

    /** Records the user of the request, unless that is settled: a logout may have come first. */
    void settle(Verdict verdict) {
        user.settle(verdict);
    }

    /** Returns a user whom this request has authenticated. */
    AuthenticatedUser userOf(Account account) {
        return user.of(account, Map.of());
    }

    /** Returns the request's credential if it has not been ended here; null when there is none, or the request has ended. */
    @Nullable
    Credential credential() {
        Credential presented = isOver ? null : facts().presented().credential();
        return presented == null || webGuard().guard().isEnded(presented) ? null : presented;
    }

    /** Ends the session of this request and, while the request lives, its HttpSession and cookies. */
    @Override
    public LogoutReport logout(boolean everywhere) {
        return new RequestLogout(this, user).run(everywhere);
    }

    /**
     * Begins a dispatch, in which request and response may be used.
     *
     * @return whether it is the outermost one: a filter may be registered twice, and some containers show error pages while the request is
     *     still being processed
     */
    boolean enter() {
        requestInfo().seenBy(this);
        boolean outermost = !entered;
        entered = true;
        if (isOver) {
            isOver = false;
        }
        return outermost;
    }

    /** Ends the dispatch; another one may follow. */
    void leave() {
        entered = false;
    }

    /** The container takes request and response back; from now on only known values are used. */
    synchronized void ended() {
        isOver = true;
    }

    /** Whether request and response may still be used. */
    boolean isActive() {
        return !isOver;
    }
}
