package org.journeyguard.internal.logout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.appsession.EndedAppSession;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.logout.step.LogoutStep;

/** Ends app sessions. */
public final class AppSessionLogout implements Logout<AppSession> {
    private final AppSessions appSessions;
    private final AmLogoutSteps atAm;
    private final ListenerSteps listenerSteps;
    private final LogoutRunner flow;

    /**
     * @param appSessions knows which sessions are valid
     */
    public AppSessionLogout(
            AppSessions appSessions, AmLogoutSteps atAm, ListenerSteps listenerSteps, LogoutRunner flow) {
        this.appSessions = appSessions;
        this.atAm = atAm;
        this.listenerSteps = listenerSteps;
        this.flow = flow;
    }

    @Override
    public LogoutReport end(Set<AppSession> sessions, boolean everywhere, Runnable local) {
        List<EndedAppSession> ended = new ArrayList<>();
        List<LogoutStep> ofOthers = new ArrayList<>();
        List<LogoutStep> elsewhere = new ArrayList<>();
        Step closed = LogoutRunner.local(
                () -> {
                    sessions.forEach(each -> {
                        // tokens exchanged between these two calls end in the background
                        elsewhere.addAll(atAm.ofExchanged(each));
                        appSessions.signOut(each).ifPresent(ended::add);
                    });
                    if (everywhere) {
                        ended.forEach(each -> ofOthers.addAll(AppSessionSteps.ofAll(
                                appSessions, each.identity().claims(), atAm, each.worthRetryingFor())));
                    }
                },
                true);
        Step here = LogoutRunner.local(local, !ended.isEmpty());
        ended.forEach(each -> elsewhere.addAll(atAm.of(each, everywhere)));
        elsewhere.addAll(ofOthers);
        Optional<LogoutContext> context =
                ended.stream().map(each -> each.context(everywhere)).findFirst();
        elsewhere.addAll(context.map(listenerSteps::of).orElse(List.of(AmLogoutSteps.NO_TOKENS)));
        return flow.run(new LogoutPlan(context, closed.result() == Result.FAILED ? closed : here, elsewhere));
    }
}
