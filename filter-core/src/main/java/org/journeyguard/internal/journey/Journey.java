package org.journeyguard.internal.journey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Session;
import org.journeyguard.internal.am.journey.JourneyAnswer;
import org.journeyguard.internal.am.journey.JourneyRequest;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;

/**
 * One journey, from its start to its end.
 *
 * @param services what all journeys share
 * @param options how it was started
 * @param index the parameters that name the journey in each step
 * @param resumption the parameters of the first step alone
 */
record Journey(
        JourneyServices services, JourneyOptions options, Map<String, String> index, Map<String, String> resumption) {
    private static final String NO_BODY = "{}";

    /** Starts the journey. All calls that this needs share one deadline. */
    JourneyStep start() {
        Deadline deadline = services.deadlines().get();
        Map<String, String> parameters = new HashMap<>(resumption);
        present()
                .filter(services.sessions()::isUpgradedByParameter)
                .ifPresent(token -> parameters.put("sessionUpgradeSSOTokenId", token.value()));
        return send(parameters, NO_BODY, deadline);
    }

    /** Returns the realm in which it was started, as AM path. */
    String realm() {
        return options.realm().isEmpty() ? services.realm() : options.realm();
    }

    /**
     * Sends a step.
     *
     * @param parameters of this step alone
     * @throws org.journeyguard.Unavailable if AM does not answer
     */
    JourneyStep send(Map<String, String> parameters, String body) {
        return send(parameters, body, services.deadlines().get());
    }

    private JourneyStep send(Map<String, String> parameters, String body, Deadline deadline) {
        Map<String, String> query = new HashMap<>(options.parameters());
        query.putAll(index);
        query.putAll(parameters);
        if (options.noSession()) {
            query.put("noSession", "true");
        }
        Optional<String> cookie = present().map(token -> services.cookieName().get() + "=" + token.value());
        JourneyRequest request = new JourneyRequest(realm(), query, JourneyHeaders.of(options, cookie), body);
        JourneyStep step = services.limiter()
                .<AmResult<JourneyAnswer>>run(
                        Priority.UNCONFIRMED,
                        () -> services.api().send(request, deadline),
                        () -> new AmResult.NoAnswer<>("too many concurrent sign-ins"))
                .flatMap(answer -> JourneyAnswers.step(answer, this))
                .orElseThrow();
        if (step instanceof JourneyStep.Success success && success.session().isPresent()) {
            present().ifPresent(services.sessions()::replaced);
        }
        return step;
    }

    /** The session to upgrade; empty for none. */
    private Optional<SsoToken> present() {
        return options.session()
                .map(Session::value)
                .filter(SsoToken::isWellFormed)
                .map(SsoToken::new);
    }

    @Override
    public String toString() {
        return "Journey" + index;
    }
}
