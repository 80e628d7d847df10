package org.journeyguard.internal.logout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/** Ends AM sessions and the tokens that belong to them. */
public final class SsoLogout implements Logout<SsoToken> {
    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final CallLimiter limiter;
    private final AmLogoutSteps atAm;
    private final ListenerSteps ofOthers;
    private final LogoutRunner flow;

    /**
     * @param sessions knows which sessions are valid
     * @param tombstones marks ended sessions
     * @param keeper has the tokens of sessions
     * @param limiter limits concurrent lookups of sessions that are not known here
     */
    public SsoLogout(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenKeeper keeper,
            CallLimiter limiter,
            AmLogoutSteps atAm,
            ListenerSteps ofOthers,
            LogoutRunner flow) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.limiter = limiter;
        this.atAm = atAm;
        this.ofOthers = ofOthers;
        this.flow = flow;
    }

    @Override
    public LogoutReport end(Set<SsoToken> tokens, boolean everywhere, Runnable local) {
        List<SessionSnapshot> known = new ArrayList<>();
        Set<SsoToken> unknown = new LinkedHashSet<>();
        List<LogoutStep> elsewhere = new ArrayList<>();
        boolean news = false;
        for (SsoToken token : tokens) {
            SessionSnapshot leaving = SessionSnapshot.of(token, sessions);
            if (leaving.left() == null) {
                unknown.add(token);
            } else {
                news |= bury(leaving);
                known.add(withTokens(leaving, elsewhere));
            }
        }
        Step here = LogoutRunner.local(local, news);
        for (SsoToken token : unknown) {
            Authentication<SsoIdentity> authentication =
                    tombstones.has(token) ? Authentication.refused() : sessions.validate(token, false);
            SessionSnapshot leaving = SessionSnapshot.of(token, sessions);
            if (authentication.isAuthenticated()) {
                news |= bury(leaving);
            }
            leaving = withTokens(leaving, elsewhere);
            // a session with tokens here was confirmed once, even if AM is unavailable now
            if (authentication.isAuthenticated() || leaving.tokens() != null) {
                news |= bury(leaving);
                known.add(leaving);
            } else {
                elsewhere.add(
                        authentication instanceof Authentication.Unavailable<SsoIdentity> unavailable
                                ? AmLogoutSteps.nothing(unavailable.outage().what())
                                : atAm.ofEnded(token));
            }
        }
        for (SessionSnapshot each : known) {
            elsewhere.addAll(atAm.of(each, everywhere));
        }
        Optional<LogoutContext> farewell = known.stream()
                .flatMap(each -> each.farewell(everywhere).stream())
                .findFirst();
        if (news) {
            farewell.ifPresent(left -> elsewhere.addAll(ofOthers.of(left)));
        }
        Step done = news && here.result() == Result.NOT_NEEDED ? LogoutRunner.localStep(Result.DONE, "") : here;
        return flow.run(new LogoutPlan(farewell, done, elsewhere));
    }

    /** Called after the session is marked as ended, so that no new tokens can be obtained. */
    private SessionSnapshot withTokens(SessionSnapshot leaving, List<LogoutStep> elsewhere) {
        elsewhere.addAll(atAm.ofExchanged(leaving.token()));
        return leaving.with(forgetTokens(leaving));
    }

    /**
     * Tokens of a session that is not known here may still be in the store; null if there are none, or too many lookups are in progress.
     */
    private @Nullable TokenSet forgetTokens(SessionSnapshot leaving) {
        TokenDigest session = leaving.token().digest();
        Optional<TokenSet> gone = leaving.left() != null
                ? keeper.forget(session)
                : limiter.check(Priority.UNCONFIRMED, () -> keeper.forget(session), Optional::empty);
        return gone.orElse(null);
    }

    /** Returns whether it is the first logout: a second one finds the tombstone. */
    private boolean bury(SessionSnapshot leaving) {
        boolean isNews = !tombstones.has(leaving.token());
        if (isNews) {
            tombstones.set(leaving.token(), leaving.matters());
        }
        sessions.forget(leaving.token().digest());
        return isNews;
    }
}
