package org.journeyguard.internal.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.guard.Verdict;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.servlet.BackChannelPath;
import org.journeyguard.internal.servlet.HttpRequestFacts;
import org.journeyguard.internal.servlet.RequestPath;
import org.jspecify.annotations.Nullable;

/** Allows a request with its {@link org.journeyguard.JourneyUser}, or answers it. */
public abstract class GuardFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(GuardFilter.class.getName());

    private @Nullable GuardLease lease;

    /** Creates a filter that {@link #init} starts. */
    protected GuardFilter() {}

    /**
     * Reads the configuration and prepares the filter. An unreachable AM is not a failure. Any other failure is logged, and each request is
     * refused: an exception would make some servers (Payara) continue without the filter.
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            lease = GuardLease.take(config);
        } catch (ServletException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "JourneyGuard's filter can't start and lets nothing through", e);
        }
    }

    @Override
    public void destroy() {
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (lease == null) {
            throw new ServletException("JourneyGuard's filter has not started, so it lets nothing through");
        }
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("JourneyGuard guards HTTP only");
        }
        TenantGuards tenants = lease.tenants();
        if (request.getAttribute(RequestContext.ATTRIBUTE) instanceof RequestContext known
                && tenants.has(known.webGuard())) {
            Supplier<RequestInfo> before = CurrentRequest.enter(known.requestInfo());
            try {
                laterDispatch(tenants, known, http, answer, chain);
            } finally {
                CurrentRequest.leave(before);
            }
        } else {
            InitialDecision initial = InitialDecision.of(tenants, http);
            Supplier<RequestInfo> before = CurrentRequest.enter(initial.requestInfo());
            try {
                firstDispatch(initial, http, answer, chain);
            } finally {
                CurrentRequest.leave(before);
            }
        }
    }

    /** Handles a later dispatch of an allowed request, or another filter of ours in the same dispatch. */
    private static void laterDispatch(
            TenantGuards tenants,
            RequestContext context,
            HttpServletRequest http,
            HttpServletResponse answer,
            FilterChain chain)
            throws IOException, ServletException {
        switch (http.getDispatcherType()) {
            case ERROR -> proceed(context, http, answer, chain);
            case ASYNC ->
                proceed(
                        context,
                        http,
                        answer,
                        (seen, out) -> authorizeAgain(
                                tenants, context, (HttpServletRequest) seen, (HttpServletResponse) out, chain));
            case REQUEST, FORWARD, INCLUDE -> authorizeAgain(tenants, context, http, answer, chain);
        }
    }

    /** Handles a request that this application sees for the first time. */
    private static void firstDispatch(
            InitialDecision initial, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        WebGuard webGuard = initial.webGuard();
        Verdict verdict = initial.verdict();
        Decision decision = verdict.decision();
        Credential presented = initial.facts().presented().credential();
        boolean isRefused =
                verdict.authentication() != null && verdict.authentication().isRefused();
        if (isRefused && presented != null && !initial.facts().isByBearer()) {
            HttpSessionBinding.refused(request, presented, webGuard);
        }
        RequestContext context = new RequestContext(initial, request, response);
        context.settle(verdict);
        if (decision instanceof Decision.LogOut logout) {
            LogoutPath.answer(context, logout.everywhere(), request, response);
        } else if (decision instanceof Decision.ConfirmLogOut) {
            LogoutPath.ask(context, request, response);
        } else if (decision instanceof Decision.ReceiveLogout) {
            BackChannelPath.answer(webGuard.guard().backChannel(), request, response);
        } else if (decision instanceof Decision.FinishSignIn) {
            webGuard.signInPath().finish(context, request, response);
        } else if (!verdict.isProceeding()) {
            RefusalWriter.answer(decision, context, request, response);
        } else {
            if (verdict.as() == Decision.Proceed.As.LAZY) {
                HttpSessionBinding.enforceLazily(request, context);
            }
            HttpServletRequest original = PostKeeper.original(context, request, response);
            if (original == null) {
                return;
            }
            boolean isHandshake = initial.facts().isWebSocketHandshake();
            AuthenticatedUser user = isHandshake ? context.currentUser() : context.confirmedUser();
            webGuard.guard()
                    .observers()
                    .allowed(verdict.as() != Decision.Proceed.As.USER, user == null ? null : user.getName());
            if (user != null && isHandshake) {
                open(user, context, request, context.response(), chain);
            } else {
                proceed(context, original, context.response(), chain);
            }
        }
    }

    /** Registers what this request opens, so that it ends with the user's session. */
    private static void open(
            AuthenticatedUser user,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        OpenConnections connections = context.webGuard().connections();
        String opening = connections.opening(request, user, context);
        boolean isOpen = false;
        try {
            proceed(context, request, response, chain);
            isOpen = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!isOpen && opening != null) {
                connections.failed(opening);
            }
        }
    }

    private static void proceed(
            RequestContext context, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object outer = request.getAttribute(RequestContext.ATTRIBUTE);
        request.setAttribute(RequestContext.ATTRIBUTE, context);
        boolean outermost = context.enter();
        try {
            chain.doFilter(JourneyRequest.of(request, context), response);
        } catch (RuntimeException | ServletException | IOException e) {
            if (!outermost || !RefusalWriter.answered(e, context, response)) {
                throw e;
            }
        } finally {
            if (outermost) {
                endWith(request, context);
            }
            if (outer != null && outer != context) {
                // from another application, which has forwarded or included here
                request.setAttribute(RequestContext.ATTRIBUTE, outer);
            }
        }
    }

    /**
     * Authorizes a dispatch again: without a user it must not reach a protected path, and with one none of another tenant. The refusal
     * is written at once: frameworks swallow exceptions, and those on the application's own threads are not caught.
     */
    private static void authorizeAgain(
            TenantGuards tenants,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        RequestPath path = RequestPath.of(request);
        WebGuard owner = tenants.of(path);
        Decision decision = Decision.PROCEED;
        if (owner != context.webGuard() && (owner == null || !isPublic(owner, owner.factsOf(request, path)))) {
            decision = new Decision.Challenge(Reason.ANOTHER_TENANT, null);
        } else if (context.confirmedUser() == null
                && !isOpenTo(context, context.webGuard().factsOf(request, path))) {
            decision = context.needsUser();
        }
        if (decision instanceof Decision.Proceed) {
            chain.doFilter(request, response);
        } else {
            RefusalWriter.answer(decision, context, request, response);
        }
    }

    private static boolean isOpenTo(RequestContext context, HttpRequestFacts target) {
        return context.wasAllowedAt(target) || isPublic(context.webGuard(), target);
    }

    private static boolean isPublic(WebGuard webGuard, HttpRequestFacts target) {
        return webGuard.guard().isPublicTarget(target);
    }

    private static void endWith(HttpServletRequest request, RequestContext context) {
        context.leave();
        if (!request.isAsyncStarted()) {
            context.ended();
            return;
        }
        OpenConnections connections = context.webGuard().connections();
        try {
            AsyncContext async = request.getAsyncContext();
            if (context.confirmedUser() != null || context.isOpen()) {
                connections.opened(context, async);
            }
            async.addListener(new OpenResponse.Completion(context));
        } catch (IllegalStateException e) {
            // completed meanwhile
            context.ended();
            connections.closed(context);
        }
    }
}
