package org.journeyguard.servlet;

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
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.Reason;
import org.journeyguard.observe.Observers;
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
        Passage passage =
                request.getAttribute(Passage.ATTRIBUTE) instanceof Passage known && runtimes.has(known.runtime())
                        ? known
                        : null;
        if (passage == null) {
            Arrival arrival = Arrival.of(runtimes, http);
            Observers observers = arrival.runtime().observers();
            Supplier<Occasion> before = observers.enter(arrival.occasion());
            try {
                arrive(arrival, http, answer, chain);
            } finally {
                observers.leave(before);
            }
        } else {
            Observers observers = passage.runtime().observers();
            Supplier<Occasion> before = observers.enter(passage.occasion());
            try {
                goOn(runtimes, passage, http, answer, chain);
            } finally {
                observers.leave(before);
            }
        }
    }

    /** A later dispatch of a request that was let in, or another filter of ours in the same one. */
    private static void goOn(
            Runtimes runtimes, Passage passage, HttpServletRequest http, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        switch (http.getDispatcherType()) {
            case ERROR -> proceed(passage, http, answer, chain);
            case ASYNC ->
                proceed(
                        passage,
                        http,
                        answer,
                        (seen, out) -> onwards(
                                runtimes, passage, (HttpServletRequest) seen, (HttpServletResponse) out, chain));
            case REQUEST, FORWARD, INCLUDE -> onwards(runtimes, passage, http, answer, chain);
        }
    }

    /** The first time that this application sees a request. */
    private static void arrive(
            Arrival arrival, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        JourneyRuntime runtime = arrival.runtime();
        ServletFacts facts = arrival.facts();
        Decision decision = arrival.decision();
        Validation validation = arrival.validation();
        Credential presented = Presented.credential(facts.presented());
        if (validation instanceof Validation.Refused && presented != null && !facts.isByBearer()) {
            SessionBinding.refused(request, presented, runtime);
        }
        Decision.Proceed.As as = arrival.as();
        Passage passage = new Passage(runtime, arrival.occasion(), request, response, facts, as);
        if (decision instanceof Decision.LogOut logout) {
            LogoutPath.answer(passage, logout.everywhere(), request, response);
        } else if (decision instanceof Decision.ConfirmLogOut) {
            LogoutPath.ask(passage, request, response);
        } else if (decision instanceof Decision.ReceiveLogout) {
            BackChannelPath.answer(runtime.backChannel(), request, response);
        } else if (decision instanceof Decision.FinishSignIn) {
            runtime.signInPath().finish(passage, request, response);
        } else if (!(decision instanceof Decision.Proceed)) {
            Refusal.answer(decision, passage, request, response);
        } else {
            if (validation != null) {
                GuardedUser user = runtime.userOf(facts.presented(), validation, passage);
                passage.settle(validation, user);
                Decision byPath = user == null ? decision : passage.byPath(user);
                if (!(byPath instanceof Decision.Proceed)) {
                    Refusal.answer(byPath, passage, request, response);
                    return;
                }
            } else if (as == Decision.Proceed.As.WHOEVER_IT_IS) {
                SessionBinding.enforceUnasked(request, passage);
            }
            GuardedUser user = passage.confirmedUser();
            runtime.observers().letIn(as != Decision.Proceed.As.USER, user == null ? null : user.getName());
            proceed(passage, request, response, chain);
        }
    }

    private static void proceed(
            Passage passage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object outer = request.getAttribute(Passage.ATTRIBUTE);
        request.setAttribute(Passage.ATTRIBUTE, passage);
        boolean outermost = passage.enter();
        Passage before = Passage.becomeCurrent(passage);
        try {
            chain.doFilter(JourneyRequest.of(request, passage), response);
        } catch (RuntimeException | ServletException | IOException e) {
            if (!outermost || !Refusal.answered(e, passage, response)) {
                throw e;
            }
        } finally {
            Passage.becomeCurrent(before);
            if (outermost) {
                endWith(request, passage);
            }
            if (outer != null && outer != passage) {
                // another application's, which has forwarded or included here
                request.setAttribute(Passage.ATTRIBUTE, outer);
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
            Passage passage,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        RequestPath path = RequestPath.of(request);
        JourneyRuntime owner = runtimes.of(path);
        Decision decision = Decision.PROCEED;
        if (owner != passage.runtime() && (owner == null || !isPublic(owner, owner.factsOf(request, path)))) {
            decision = new Decision.Challenge(Reason.ANOTHER_TENANT, null);
        } else if (passage.confirmedUser() == null
                && !isOpenTo(passage, passage.runtime().factsOf(request, path))) {
            decision = passage.needsUser();
        }
        if (decision instanceof Decision.Proceed) {
            chain.doFilter(request, response);
        } else {
            Refusal.answer(decision, passage, request, response);
        }
    }

    private static boolean isOpenTo(Passage passage, ServletFacts target) {
        return passage.wasLetInto(target) || isPublic(passage.runtime(), target);
    }

    private static boolean isPublic(JourneyRuntime runtime, ServletFacts target) {
        return runtime.decider().isPublicTarget(target);
    }

    private static void endWith(HttpServletRequest request, Passage passage) {
        passage.leave();
        if (!request.isAsyncStarted()) {
            passage.ended();
            return;
        }
        try {
            request.getAsyncContext().addListener(new EndOfAsync(passage));
        } catch (IllegalStateException e) {
            // completed meanwhile
            passage.ended();
        }
    }
}
