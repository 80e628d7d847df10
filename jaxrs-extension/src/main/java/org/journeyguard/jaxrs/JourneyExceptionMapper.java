package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.HttpAnswer;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.Reason;
import org.journeyguard.servlet.Passage;
import org.jspecify.annotations.Nullable;

/** Turns an exception that a resource lets pass into the answer that the filter would give. */
public final class JourneyExceptionMapper implements ExceptionMapper<JourneyException> {
    @Context
    private @Nullable HttpServletRequest request;

    /** Called by the JAX-RS runtime. */
    public JourneyExceptionMapper() {}

    @Override
    public Response toResponse(JourneyException e) {
        HttpAnswer answer = (request == null ? Optional.<Passage>empty() : Passage.of(request))
                .map(passage -> passage.answerTo(e))
                .orElseGet(() -> HttpAnswers.reject(new Decision.Reject(Reason.NO_FILTER, null), false));
        return Responses.of(answer);
    }
}
