package org.journeyguard.internal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A request in the application after the filter's decision: its user, determined lazily and once. Stored on the request, so that later
 * dispatches, JAX-RS and CDI all see the same one. {@link #responses()} answers when the application finds that the user is not allowed to
 * do something.
 */
public final class RequestContext {
    /** The request attribute that holds the context. */
    public static final String ATTRIBUTE = "org.journeyguard.request-context";

    private final WebGuard webGuard;
    private final ServletRequestInfo requestInfo;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final HttpRequestFacts facts;
    private final Decision.Proceed.As as;
    /** Whether there is something that AM could be asked about; most requests for public paths have no credential. */
    private final boolean isAskable;

    private volatile Set<Method> passed = Set.of();

    private volatile boolean active = true;
    /** Whether a filter of this application is in the chain of the current dispatch. */
    private boolean entered;

    private volatile @Nullable AuthenticatedUser user;
    /** Of the request's credential; null until there was a reason to authenticate it. */
    private volatile @Nullable Authentication<?> authentication;

    RequestContext(InitialDecision initial, HttpServletRequest request, HttpServletResponse response) {
        this.webGuard = initial.webGuard();
        this.requestInfo = initial.requestInfo();
        this.request = request;
        this.response = response;
        this.facts = initial.facts();
        this.as = initial.verdict().as();
        this.isAskable = initial.isAskable();
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
        return CurrentRequest.get() instanceof ServletRequestInfo requestInfo
                ? Optional.ofNullable(requestInfo.context())
                : Optional.empty();
    }

    /**
     * Returns the context of the current thread's request, if its application sees a class.
     *
     * @param type of the application, or of what it shares with others; empty for another application's
     */
    public static Optional<RequestContext> current(Class<?> type) {
        return current().filter(context -> context.webGuard.isSeenBy(type));
    }

    /** Whether the request came through the filter of an application. */
    public boolean isOf(@Nullable ServletContext application) {
        TenantGuards tenants = application == null ? null : GuardLease.tenantsOf(application);
        return tenants != null && tenants.has(webGuard);
    }

    /**
     * Notes that this user may call a method. Resources behind a guarded sub-resource locator require this of the locator.
     *
     * @param method that was called on a bean
     */
    public synchronized void passed(Method method) {
        Set<Method> more = new HashSet<>(passed);
        more.add(method);
        passed = more;
    }

    /** Whether {@link #passed} was called with one of these. */
    public boolean hasPassedOneOf(Set<Method> methods) {
        return !Collections.disjoint(passed, methods);
    }

    /**
     * Returns the user. On a public path AM is asked now, unless it was before.
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

    /** Returns the responses for refused requests. */
    public ErrorResponses responses() {
        return new ErrorResponses(this, facts, request, response);
    }

    /** Returns the request, as observers see it. */
    ServletRequestInfo requestInfo() {
        return requestInfo;
    }

    WebGuard webGuard() {
        return webGuard;
    }

    HttpServletResponse response() {
        return response;
    }

    @Nullable
    AuthenticatedUser currentUser() {
        if (isOpen() && active) {
            needsUser();
        }
        return user;
    }

    /** Returns the user if they are confirmed already; does not ask AM. */
    @Nullable
    AuthenticatedUser confirmedUser() {
        return user;
    }

    /** Whether AM was asked and did not answer. */
    boolean isUndecided() {
        return authentication instanceof Authentication.Unavailable;
    }

    /** Whether the user is still unknown, because there was no reason to ask AM. */
    boolean isOpen() {
        return isAskable && authentication == null;
    }

    /**
     * Whether a dispatch leads back to the path where the request was allowed without a user, as
     * {@link jakarta.servlet.AsyncContext#dispatch()} does.
     */
    boolean wasAllowedAt(HttpRequestFacts target) {
        return as != Decision.Proceed.As.USER && facts.isSamePath(target);
    }

    /** Decides about the request when a user is required. Asks AM once, whatever the answer. */
    Decision needsUser() {
        Verdict verdict = as == Decision.Proceed.As.ANONYMOUS
                ? new Verdict(webGuard.guard().signIn(facts), Authentication.refused(), null)
                : webGuard.guard().authenticate(facts, authentication);
        settle(verdict);
        return verdict.decision();
    }

    /** Records the user of the request, unless that is settled: a logout may have come first. */
    synchronized void settle(Verdict verdict) {
        if (authentication != null || verdict.authentication() == null) {
            return;
        }
        authentication = verdict.authentication();
        Account account = verdict.account();
        if (account == null) {
            return;
        }
        AuthenticatedUser confirmed = userOf(account);
        user = confirmed;
        if (active) {
            keepOutOfCaches();
            HttpSessionBinding.enforce(request, confirmed, webGuard);
        }
    }

    /** Returns a user whom this request has authenticated. */
    AuthenticatedUser userOf(Account account) {
        return new AuthenticatedUser(account, webGuard.guard().userServices(), this::logout);
    }

    /** Prevents caching of what may be specific to one user, unless the application allows it. */
    private void keepOutOfCaches() {
        if (!response.isCommitted() && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** Returns the request's credential if it has not been ended here; null when there is none, or the request has ended. */
    @Nullable
    Credential credential() {
        Credential presented = active ? facts.presented().credential() : null;
        return presented == null || webGuard.guard().isEnded(presented) ? null : presented;
    }

    PresentedCredential presented() {
        return facts.presented();
    }

    /**
     * Ends the session of this request and, while the request lives, its HttpSession and cookies.
     *
     * @param everywhere whether all other sessions of the user end as well
     */
    LogoutReport logout(boolean everywhere) {
        PresentedCredential presented = active ? facts.presented() : PresentedCredential.NOTHING;
        AuthenticatedUser known = user;
        SsoToken former = active && known == null && presented == PresentedCredential.NOTHING
                ? HttpSessionBinding.former(request, webGuard)
                : null;
        Credential leaving = known != null ? known.credential() : former != null ? former : presented.credential();
        Runnable here = () -> endHere(leaving);
        LogoutReport report = former != null
                ? webGuard.guard().logout().endFormer(former, here)
                : logout(known == null ? presented.credentials() : Set.of(known.credential()), everywhere, here);
        webGuard.guard().loggedOut(report);
        if (active && !response.isCommitted() && !facts.isByBearer()) {
            webGuard.cookies().expireSession(response);
        }
        return report;
    }

    private LogoutReport logout(Set<? extends Credential> credentials, boolean everywhere, Runnable here) {
        Optional<LogoutReport> report = credentials.isEmpty()
                ? Optional.empty()
                : webGuard.guard().authenticators().logout(credentials, everywhere, here);
        return report.orElseGet(() -> webGuard.guard()
                .logout()
                .endNothing(
                        here,
                        active && facts.presented() instanceof PresentedCredential.CookieNameUnknown nameUnknown
                                ? nameUnknown.outage().what()
                                : ""));
    }

    private synchronized void endHere(@Nullable Credential leaving) {
        user = null;
        authentication = Authentication.refused();
        if (!active) {
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            HttpSessionBinding.end(session, leaving, webGuard);
        }
    }

    /**
     * Begins a dispatch, in which request and response may be used.
     *
     * @return whether it is the outermost one: a filter may be registered twice, and some containers show error pages while the request is
     *     still being processed
     */
    boolean enter() {
        requestInfo.seenBy(this);
        boolean outermost = !entered;
        entered = true;
        active = true;
        return outermost;
    }

    /** Ends the dispatch; another one may follow. */
    void leave() {
        entered = false;
    }

    /** The container takes request and response back; from now on only known values are used. */
    synchronized void ended() {
        active = false;
    }

    /** Whether request and response may still be used. */
    boolean isActive() {
        return active;
    }
}
