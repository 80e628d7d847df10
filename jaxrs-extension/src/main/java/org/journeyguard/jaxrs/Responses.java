package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.internal.config.LanguagesReader;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.response.HttpAnswer;
import org.journeyguard.internal.response.HttpAnswers;
import org.journeyguard.internal.response.ResponseFormat;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/** Turns an answer into a JAX-RS response. */
final class Responses {
    private Responses() {}

    /** What an exception stands for; where the request has not come through the filter, that is the answer. */
    static Response of(JourneyException e, @Nullable HttpServletRequest request) {
        return of((request == null ? Optional.<RequestContext>empty() : RequestContext.of(request))
                .map(journey -> journey.responses().of(e))
                .orElseGet(Responses::noFilter));
    }

    /** The answer to a request that has not come through the filter. */
    static HttpAnswer noFilter() {
        return rejected(Reason.NO_FILTER);
    }

    /** What is told to whoever comes, because the application is at fault. */
    static HttpAnswer rejected(Reason reason) {
        return HttpAnswers.reject(
                new Decision.Reject(reason, null),
                new ResponseFormat(false, LanguagesReader.english().wordsFor(null)));
    }

    static Response of(HttpAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (!answer.body().isEmpty()) {
            response.type(answer.contentType()).entity(answer.body());
        }
        return response.build();
    }
}
