package org.journeyguard.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.journeyguard.JourneyException;
import org.journeyguard.access.Demands;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.HttpAnswer;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.Reason;
import org.journeyguard.servlet.Passage;

/** Asks what the user may do; who he is the filter has decided. A request that has not come through it is refused. */
final class AccessFilter implements ContainerRequestFilter {
    private final Demands demands;

    AccessFilter(Demands demands) {
        this.demands = demands;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        // by the specification of this method the attributes of the servlet request; instances get nothing injected
        if (!(context.getProperty(Passage.ATTRIBUTE) instanceof Passage passage)) {
            HttpAnswer refusal = HttpAnswers.reject(new Decision.Reject(Reason.NO_FILTER, null), false);
            context.abortWith(Responses.of(refusal));
            return;
        }
        context.setSecurityContext(
                new JourneySecurityContext(passage, context.getSecurityContext().isSecure()));
        try {
            demands.requireOf(passage::user);
        } catch (JourneyException e) {
            context.abortWith(Responses.of(passage.answerTo(e)));
        }
    }
}
