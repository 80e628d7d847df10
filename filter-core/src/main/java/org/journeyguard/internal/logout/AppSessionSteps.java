package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.Claims;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.logout.LogoutStep.Stage;
import org.journeyguard.internal.signin.AppSessions;
import org.journeyguard.internal.signin.EndedAppSessions;

/** Ends all app sessions of a user, and creates the steps that are left to do. */
final class AppSessionSteps {
    private static final String NAME = "app-sessions";

    private AppSessionSteps() {}

    /**
     * Ends all sessions that the user has now.
     *
     * @param claims AM's names for the user
     * @param worthRetryingFor how long the sessions could live
     * @return the steps for the sessions at AM, and one for sessions that could not be found or ended yet
     */
    static List<LogoutStep> ofAll(AppSessions sessions, Claims claims, AmLogoutSteps atAm, Duration worthRetryingFor) {
        EndedAppSessions outcome = sessions.ofUsers().signOut(claims);
        List<LogoutStep> steps = new ArrayList<>();
        outcome.ended().forEach(each -> steps.addAll(atAm.of(each, false)));
        if (outcome.outage().isPresent()) {
            steps.add(new LogoutStep(
                    NAME, Stage.INDEPENDENT, deadline -> again(sessions, claims, outcome), worthRetryingFor));
        }
        return steps;
    }

    private static StepResult again(AppSessions sessions, Claims claims, EndedAppSessions first) {
        EndedAppSessions outcome = sessions.ofUsers().end(claims, first.begunUntil());
        outcome.ended().forEach(sessions::discard);
        return outcome.outage()
                .map(Outage::what)
                .<StepResult>map(why -> new StepResult.Failed(why, true))
                .orElse(StepResult.DONE);
    }
}
