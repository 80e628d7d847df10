package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.Claims;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.appsession.EndedAppSessions;
import org.journeyguard.internal.logout.step.LogoutStep;
import org.journeyguard.internal.logout.step.LogoutTask.EndAppSessions;

/** Ends all app sessions of a user, and creates the steps that are left to do. */
final class AppSessionSteps {
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
        claims.text("sub")
                .filter(subject -> outcome.outage().isPresent())
                .ifPresent(subject ->
                        steps.add(new LogoutStep(new EndAppSessions(subject, outcome.begunUntil()), worthRetryingFor)));
        return steps;
    }
}
