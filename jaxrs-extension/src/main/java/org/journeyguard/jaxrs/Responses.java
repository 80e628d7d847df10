package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.response.LanguagesReader;
import org.journeyguard.internal.response.ResponseFormat;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/** Converts answers to JAX-RS responses. */
final class Responses {
    private Responses() {}

    /** Returns the response for an exception, or the one for a missing filter if the request did not pass through it. */
    static Response of(JourneyException e, @Nullable HttpServletRequest request) {
        return of((request == null ? Optional.<RequestContext>empty() : RequestContext.of(request))
                .map(journey -> journey.responses().of(e))
                .orElseGet(Responses::noFilter));
    }

    /** Returns the answer to a request that did not pass through the filter. */
    static FilterResponse noFilter() {
        return rejected(Reason.NO_FILTER);
    }

    /** Returns the answer for a fault of the application, which is the same for all callers. */
    static FilterResponse rejected(Reason reason) {
        return FilterResponses.reject(
                new Decision.Reject(reason, null),
                new ResponseFormat(false, LanguagesReader.english().wordsFor(null)));
    }

    static Response of(FilterResponse answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (!answer.body().isEmpty()) {
            response.type(answer.contentType()).entity(answer.body());
        }
        return response.build();
    }
}
