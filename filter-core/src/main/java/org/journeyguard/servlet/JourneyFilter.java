package org.journeyguard.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.Unavailable;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through with its {@link org.journeyguard.JourneyUser}, or answers it. The jar registers it by itself, first
 * in the chain and for every dispatch; registered in {@code web.xml} its init-params stand above MicroProfile Config.
 */
public class JourneyFilter implements Filter {
    private static final int MAX_CAUSES = 10;

    private @Nullable RuntimeLease lease;

    /** Called by the container. */
    public JourneyFilter() {}

    /**
     * Reads the configuration and gets ready. An AM that can't be reached is no reason to fail.
     *
     * @throws ServletException when the configuration is wrong, with every mistake in its message
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        lease = RuntimeLease.take(config);
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
        JourneyRuntime runtime = lease.runtime();
        Passage passage =
                Passage.of(request).filter(p -> p.runtime() == runtime).orElse(null);
        if (passage == null) {
            arrive(runtime, http, answer, chain);
            return;
        }
        switch (http.getDispatcherType()) {
            case REQUEST -> chain.doFilter(request, response);
            case ASYNC, ERROR -> proceed(passage, http, answer, chain);
            case FORWARD, INCLUDE -> onwards(passage, http, answer, chain);
        }
    }

    /** The first time that this application sees a request. */
    private static void arrive(
            JourneyRuntime runtime, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletFacts facts = new ServletFacts(request, runtime.cookieName());
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            Passage nobody = new Passage(runtime, request, response, facts, Decision.Proceed.As.NOBODY);
            proceed(nobody, request, response, chain);
            return;
        }
        Instant now = runtime.now();
        Validation validation = null;
        Decision decision;
        Optional<Decision> before = runtime.decider().before(facts, now);
        if (before.isPresent()) {
            decision = before.get();
        } else {
            validation = runtime.validate(((Presented.One) facts.presented()).token(), facts);
            decision = runtime.decider().after(facts, validation, now);
        }
        Decision.Proceed.As as =
                decision instanceof Decision.Proceed proceed ? proceed.as() : Decision.Proceed.As.NOBODY;
        Passage passage = new Passage(runtime, request, response, facts, as);
        if (decision instanceof Decision.LogOut) {
            LogoutPath.answer(passage, request, response);
        } else if (!(decision instanceof Decision.Proceed)) {
            DecisionWriter.write(passage.answerTo(decision), response);
        } else {
            if (validation instanceof Validation.Valid valid && facts.presented() instanceof Presented.One one) {
                passage.settle(valid, new SessionUser(one.token(), valid.identity(), passage));
            } else if (as == Decision.Proceed.As.WHOEVER_IT_IS) {
                SessionBinding.enforceUnasked(request, passage);
            }
            proceed(passage, request, response, chain);
        }
    }

    private static void proceed(
            Passage passage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object outer = request.getAttribute(Passage.ATTRIBUTE);
        request.setAttribute(Passage.ATTRIBUTE, passage);
        passage.begun();
        try {
            chain.doFilter(new JourneyRequest(request, passage), response);
        } catch (RuntimeException | ServletException e) {
            JourneyException meant = cause(e);
            if (meant == null || response.isCommitted()) {
                throw e;
            }
            answer(passage, response, meant);
        } finally {
            endWith(request, passage);
            if (outer != null && outer != passage) {
                // another application's, which has forwarded or included here
                request.setAttribute(Passage.ATTRIBUTE, outer);
            }
        }
    }

    /** Frameworks wrap what applications throw. */
    private static @Nullable JourneyException cause(Throwable thrown) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < MAX_CAUSES; t = t.getCause()) {
            if (t instanceof JourneyException ours) {
                return ours;
            }
            depth++;
        }
        return null;
    }

    /** What the application did not catch becomes the answer that it stands for; cookies that were set meanwhile are kept. */
    private static void answer(Passage passage, HttpServletResponse response, JourneyException e) throws IOException {
        List<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
        response.reset();
        cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        DecisionWriter.write(passage.answerTo(e), response);
    }

    /** A forward or include of somebody who was let in without being asked must not reach what is protected. */
    private static void onwards(
            Passage passage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (passage.confirmedUser() == null && !isPublicTarget(passage.runtime(), request)) {
            Decision decision = passage.needsUser();
            if (!(decision instanceof Decision.Proceed)) {
                throw decision instanceof Decision.Reject silent && silent.retryAfter() != null
                        ? new Unavailable("AM does not say who this is", silent.retryAfter())
                        : new AuthenticationRequired("The target of a forward or include is protected");
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isPublicTarget(JourneyRuntime runtime, HttpServletRequest request) {
        ServletFacts target = new ServletFacts(request, runtime.cookieName());
        return runtime.decider()
                .isPublicTarget(request.getMethod(), target.rawPath(), target.containerPath(), target.suffixesCount());
    }

    private static void endWith(HttpServletRequest request, Passage passage) {
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

    private record EndOfAsync(Passage passage) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            passage.ended();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // complete follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // complete follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
