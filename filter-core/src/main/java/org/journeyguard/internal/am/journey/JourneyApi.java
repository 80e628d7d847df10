package org.journeyguard.internal.am.journey;

import jakarta.json.JsonObject;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;

/**
 * Runs AM's journeys: {@code POST /json/…/authenticate}.
 *
 * @see "PingAM 8, Authentication guide: Authenticate over REST (resource 2.0 and 2.1); OpenAM 13 to 16: the same"
 */
public final class JourneyApi {
    private static final String OPERATION = "authenticate";
    /** All servers with journeys or chains speak it. */
    private static final String VERSION = "2.0";

    private static final int TOO_MANY_REQUESTS = 429;

    private final AmHttp http;

    /** Creates an API over connections to AM. */
    public JourneyApi(AmHttp http) {
        this.http = http;
    }

    /**
     * Sends a step.
     *
     * @return never refused: a refusal is an answer of AM; no answer also on a 5xx, and if the answer is not JSON, such as a proxy's page
     */
    public AmResult<JourneyAnswer> send(JourneyRequest step, Deadline deadline) {
        String path = AmPath.realm(step.realm()) + "/" + OPERATION;
        String url = http.base() + path;
        AmRequest request = AmRequest.json(
                        OPERATION,
                        "POST",
                        step.query().isEmpty() ? url : AmRequest.withQuery(url, step.query()),
                        path,
                        AmHeaders.version(VERSION),
                        step.body())
                .with(step.headers())
                // users choose what is in it, and a journey may fail because of that
                .about(Priority.UNCONFIRMED);
        AmResponse response = http.call(request, deadline);
        JsonObject content = isAnswer(response) ? http.parse(response, JsonObject.class) : null;
        return content == null
                ? response.noAnswer(OPERATION)
                : new AmResult.Value<>(new JourneyAnswer(response.status(), content));
    }

    private static boolean isAnswer(AmResponse response) {
        return response.is(200)
                || (response.status() >= 400 && response.status() < 500 && !response.is(TOO_MANY_REQUESTS));
    }
}
