package org.journeyguard.internal.am.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.am.session.SessionAdministrator;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates AM's policies: {@code POST /json/…/policies?_action=evaluate}, as an agent or a service account.
 *
 * @see "PingAM 8, Authorization guide: Request policy decisions over REST (resource 2.0); OpenAM 16: the same"
 */
public final class PolicyApi {
    private static final System.Logger LOG = System.getLogger(PolicyApi.class.getName());
    private static final String OPERATION = "evaluate";
    /** The oldest version whose answers say how long they are valid; later servers answer it as well. */
    private static final String VERSION = "2.0";

    /** The {@code Date} header has seconds: by AM's clock it may be this much later. */
    private static final Duration ROUNDED_DOWN = Duration.ofSeconds(1);

    private final AmHttp http;
    private final String path;
    private final SessionAdministrator caller;
    private final Clock clock;
    private volatile String problem = "";

    /**
     * @param realm whose policies are evaluated, as an AM path
     * @param caller may evaluate policies for others
     * @param clock for answers of an AM that does not say what time it is
     */
    public PolicyApi(AmHttp http, String realm, SessionAdministrator caller, Clock clock) {
        this.http = http;
        this.path = AmPath.realm(realm) + "/policies?_action=evaluate";
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Evaluates the policies for all resources of a question.
     *
     * @param cookieName the header that carries the caller's SSO token
     * @return the evaluations by resource, of those that AM has decided about; refused if the user's session has ended
     */
    public AmResult<Map<String, Evaluation>> evaluate(PolicyQuestion question, String cookieName, Deadline deadline) {
        AmRequest request = http.json(OPERATION, "POST", path, AmHeaders.version(VERSION), body(question))
                // users choose the resources, and AM may fail to read some
                .about(Priority.UNCONFIRMED)
                .authenticatedBy(caller.authentication(cookieName));
        AmResponse response = http.call(request, deadline);
        PolicyJson.Rows answer = response.is(200) ? http.parseArray(response, PolicyJson.Rows.class) : null;
        if (answer == null || answer.elements == null) {
            return noDecision(question, response);
        }
        problem = "";
        Instant now =
                response.date() == null ? clock.instant() : response.date().plus(ROUNDED_DOWN);
        Map<String, Evaluation> evaluations = new HashMap<>();
        for (PolicyJson.@Nullable Row row : answer.elements) {
            if (row != null && row.resource != null && question.resources().contains(row.resource)) {
                evaluations.putIfAbsent(row.resource, row.evaluation(row.resource, now));
            }
        }
        return new AmResult.Value<>(Map.copyOf(evaluations));
    }

    private String body(PolicyQuestion question) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resources", question.resources());
        body.put("application", question.policySet());
        body.put("subject", Map.of(question.subject().kind(), question.subject().value()));
        Map<String, List<String>> environment = new LinkedHashMap<>(question.environment());
        if (!question.address().isEmpty()) {
            environment.put("requestIp", List.of(question.address()));
        }
        if (!environment.isEmpty()) {
            body.put("environment", environment);
        }
        return http.object(body);
    }

    private AmResult<Map<String, Evaluation>> noDecision(PolicyQuestion question, AmResponse response) {
        if (response.is(400) && response.body().contains("subject")) {
            return AmResult.sessionEnded();
        }
        if (response.is(403)) {
            return misconfigured("the agent or service account may not evaluate policies (403)", response);
        }
        return response.is(404)
                ? misconfigured(
                        "AM has no policy set " + question.policySet() + " in this realm (404); check the name",
                        response)
                : response.noAnswer(OPERATION);
    }

    private AmResult<Map<String, Evaluation>> misconfigured(String what, AmResponse response) {
        if (!problem.equals(what)) {
            problem = what;
            LOG.log(System.Logger.Level.WARNING, "Requests can''t be authorized: {0}", what);
        }
        return new AmResult.NoAnswer<>(new Outage(what, response.retryAfter()));
    }
}
