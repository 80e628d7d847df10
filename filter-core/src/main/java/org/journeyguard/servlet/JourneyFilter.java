package org.journeyguard.servlet;

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
import org.journeyguard.Occasion;
import org.journeyguard.auth.AuthenticatedUser;
import org.journeyguard.credential.Credential;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.Reason;
import org.journeyguard.guard.Verdict;
import org.journeyguard.observe.CurrentRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through with its {@link org.journeyguard.JourneyUser}, or answers it. The jar registers it by itself, first
 * in the chain and for every dispatch; registered in {@code web.xml} its init-params stand above MicroProfile Config.
 */
public class JourneyFilter implements Filter {
    private static final System.Logger LOG = System.getLogger(JourneyFilter.class.getName());

    private @Nullable RuntimeLease lease;

    /** Called by the container. */
    public JourneyFilter() {}

    /**
     * Reads the configuration and gets ready. An AM that can't be reached is no reason to fail. Where something else is, the
     * log says so and each request is refused: an exception would make some servers (Payara) go on without the filter.
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        try {
            lease = RuntimeLease.take(config);
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
        Runtimes runtimes = lease.runtimes();
        if (request.getAttribute(RequestContext.ATTRIBUTE) instanceof RequestContext known
                && runtimes.has(known.runtime())) {
            Supplier<Occasion> before = CurrentRequest.enter(known.occasion());
            try {
                goOn(runtimes, known, http, answer, chain);
            } finally {
                CurrentRequest.leave(before);
            }
        } else {
            Arrival arrival = Arrival.of(runtimes, http);
            Supplier<Occasion> before = CurrentRequest.enter(arrival.occasion());
            try {
                arrive(arrival, http, answer, chain);
            } finally {
                CurrentRequest.leave(before);
            }
        }
    }

    /** A later dispatch of a request that was let in, or another filter of ours in the same one. */
    private static void goOn(
            Runtimes runtimes,
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
                        (seen, out) -> onwards(
                                runtimes, context, (HttpServletRequest) seen, (HttpServletResponse) out, chain));
            case REQUEST, FORWARD, INCLUDE -> onwards(runtimes, context, http, answer, chain);
        }
    }

    /** The first time that this application sees a request. */
    private static void arrive(
            Arrival arrival, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        WebGuard runtime = arrival.runtime();
        Verdict verdict = arrival.verdict();
        Decision decision = verdict.decision();
        Credential presented = arrival.facts().presented().credential();
        boolean isRefused =
                verdict.authentication() != null && verdict.authentication().isRefused();
        if (isRefused && presented != null && !arrival.facts().isByBearer()) {
            SessionBinding.refused(request, presented, runtime);
        }
        RequestContext context = new RequestContext(arrival, request, response);
        context.settle(verdict);
        if (decision instanceof Decision.LogOut logout) {
            LogoutPath.answer(context, logout.everywhere(), request, response);
        } else if (decision instanceof Decision.ConfirmLogOut) {
            LogoutPath.ask(context, request, response);
        } else if (decision instanceof Decision.ReceiveLogout) {
            BackChannelPath.answer(runtime.guard().backChannel(), request, response);
        } else if (decision instanceof Decision.FinishSignIn) {
            runtime.signInPath().finish(context, request, response);
        } else if (!verdict.isProceeding()) {
            Refusal.answer(decision, context, request, response);
        } else {
            if (verdict.as() == Decision.Proceed.As.WHOEVER_IT_IS) {
                SessionBinding.enforceUnasked(request, context);
            }
            boolean isHandshake = arrival.facts().isWebSocketHandshake();
            AuthenticatedUser user = isHandshake ? context.currentUser() : context.confirmedUser();
            runtime.guard().observers().letIn(verdict.as() != Decision.Proceed.As.USER, user == null ? null : user.getName());
            if (user != null && isHandshake) {
                open(user, context, request, response, chain);
            } else {
                proceed(context, request, response, chain);
            }
        }
    }

    /** What is opened by this request ends with the user's session. */
    private static void open(
            AuthenticatedUser user,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        OpenConnections connections = context.runtime().connections();
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
            if (!outermost || !Refusal.answered(e, context, response)) {
                throw e;
            }
        } finally {
            if (outermost) {
                endWith(request, context);
            }
            if (outer != null && outer != context) {
                // another application's, which has forwarded or included here
                request.setAttribute(RequestContext.ATTRIBUTE, outer);
            }
        }
    }

    /**
     * A dispatch of somebody who was let in without being asked must not reach what is protected, and nobody's what is another
     * tenant's. The refusal is written at once, because frameworks swallow exceptions, and on a thread of the application's own
     * nobody catches them.
     */
    private static void onwards(
            Runtimes runtimes,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        RequestPath path = RequestPath.of(request);
        WebGuard owner = runtimes.of(path);
        Decision decision = Decision.PROCEED;
        if (owner != context.runtime() && (owner == null || !isPublic(owner, owner.factsOf(request, path)))) {
            decision = new Decision.Challenge(Reason.ANOTHER_TENANT, null);
        } else if (context.confirmedUser() == null
                && !isOpenTo(context, context.runtime().factsOf(request, path))) {
            decision = context.needsUser();
        }
        if (decision instanceof Decision.Proceed) {
            chain.doFilter(request, response);
        } else {
            Refusal.answer(decision, context, request, response);
        }
    }

    private static boolean isOpenTo(RequestContext context, ServletFacts target) {
        return context.wasLetInto(target) || isPublic(context.runtime(), target);
    }

    private static boolean isPublic(WebGuard runtime, ServletFacts target) {
        return runtime.guard().isPublicTarget(target);
    }

    private static void endWith(HttpServletRequest request, RequestContext context) {
        context.leave();
        if (!request.isAsyncStarted()) {
            context.ended();
            return;
        }
        OpenConnections connections = context.runtime().connections();
        try {
            AsyncContext async = request.getAsyncContext();
            if (context.confirmedUser() != null || context.isOpen()) {
                connections.opened(context, async);
            }
            async.addListener(new EndOfAsync(context));
        } catch (IllegalStateException e) {
            // completed meanwhile
            context.ended();
            connections.closed(context);
        }
    }
}
