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
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.logout.step.LogoutStep;

/** Logs out users who present access tokens. */
public final class BearerLogout implements Logout<BearerToken> {
    private final BearerTokens bearers;
    private final Optional<AppSessions> appSessions;
    private final AmLogoutSteps atAm;
    private final ListenerSteps listenerSteps;
    private final LogoutRunner flow;

    /**
     * @param bearers knows which tokens are valid
     * @param appSessions app sessions, which a logout everywhere ends too; empty if there are none
     */
    public BearerLogout(
            BearerTokens bearers,
            Optional<AppSessions> appSessions,
            AmLogoutSteps atAm,
            ListenerSteps listenerSteps,
            LogoutRunner flow) {
        this.bearers = bearers;
        this.appSessions = appSessions;
        this.atAm = atAm;
        this.listenerSteps = listenerSteps;
        this.flow = flow;
    }

    @Override
    public LogoutReport end(Set<BearerToken> tokens, boolean everywhere, Runnable local) {
        BearerToken token = tokens.iterator().next();
        Optional<TokenIdentity> ended = bearers.end(token);
        List<LogoutStep> ofOthers = new ArrayList<>();
        Step closed = LogoutRunner.local(
                () -> ended.filter(identity -> everywhere && !identity.isClient())
                        .ifPresent(identity -> ofOthers.addAll(appSessionsOf(identity))),
                true);
        Step here = LogoutRunner.local(local, ended.isPresent());
        List<LogoutStep> elsewhere = new ArrayList<>();
        ended.ifPresentOrElse(
                identity -> elsewhere.addAll(atAm.of(token, identity, bearers, everywhere)),
                () -> elsewhere.add(AmLogoutSteps.NO_TOKENS));
        elsewhere.addAll(atAm.ofExchanged(token));
        elsewhere.addAll(ofOthers);
        Optional<LogoutContext> context = ended.map(identity -> new LogoutContext(
                identity.name(),
                identity.realm(),
                Optional.empty(),
                Optional.of(BearerTokens.asToken(token, identity)),
                everywhere));
        context.ifPresent(left -> elsewhere.addAll(listenerSteps.of(left)));
        return flow.run(new LogoutPlan(context, closed.result() == Result.FAILED ? closed : here, elsewhere));
    }

    private List<LogoutStep> appSessionsOf(TokenIdentity identity) {
        return appSessions
                .map(sessions -> AppSessionSteps.ofAll(sessions, identity.claims(), atAm, bearers.left(identity)))
                .orElse(List.of());
    }
}
