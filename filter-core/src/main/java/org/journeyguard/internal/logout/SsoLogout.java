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
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/** Ends AM sessions and the tokens that belong to them. */
public final class SsoLogout implements Logout<SsoToken> {
    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final CallLimiter limiter;
    private final AmLogoutSteps atAm;
    private final ListenerSteps listenerSteps;
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
            ListenerSteps listenerSteps,
            LogoutRunner flow) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.limiter = limiter;
        this.atAm = atAm;
        this.listenerSteps = listenerSteps;
        this.flow = flow;
    }

    @Override
    public LogoutReport end(Set<SsoToken> tokens, boolean everywhere, Runnable local) {
        List<SessionSnapshot> known = new ArrayList<>();
        Set<SsoToken> unknown = new LinkedHashSet<>();
        List<LogoutStep> elsewhere = new ArrayList<>();
        boolean endedHere = false;
        for (SsoToken token : tokens) {
            SessionSnapshot snapshot = SessionSnapshot.of(token, sessions);
            if (snapshot.left() == null) {
                unknown.add(token);
            } else {
                endedHere |= markEnded(snapshot);
                known.add(withTokens(snapshot, elsewhere));
            }
        }
        Step here = LogoutRunner.local(local, endedHere);
        for (SsoToken token : unknown) {
            Authentication<SsoIdentity> authentication = sessions.validate(token, false);
            SessionSnapshot snapshot = SessionSnapshot.of(token, sessions);
            if (authentication.isAuthenticated()) {
                endedHere |= markEnded(snapshot);
            }
            snapshot = withTokens(snapshot, elsewhere);
            // a session with tokens here was confirmed once, even if AM is unavailable now
            if (authentication.isAuthenticated() || snapshot.tokens() != null) {
                endedHere |= markEnded(snapshot);
                known.add(snapshot);
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
        Optional<LogoutContext> context = known.stream()
                .flatMap(each -> each.context(everywhere).stream())
                .findFirst();
        if (endedHere) {
            context.ifPresent(left -> elsewhere.addAll(listenerSteps.of(left)));
        }
        Step done = endedHere && here.result() == Result.NOT_NEEDED ? LogoutRunner.localStep(Result.DONE, "") : here;
        return flow.run(new LogoutPlan(context, done, elsewhere));
    }

    /** Called after the session is marked as ended, so that no new tokens can be obtained. */
    private SessionSnapshot withTokens(SessionSnapshot snapshot, List<LogoutStep> elsewhere) {
        elsewhere.addAll(atAm.ofExchanged(snapshot.token()));
        return snapshot.with(forgetTokens(snapshot));
    }

    /**
     * Tokens of a session that is not known here may still be in the store; null if there are none, or too many lookups are in progress.
     */
    private @Nullable TokenSet forgetTokens(SessionSnapshot snapshot) {
        TokenDigest session = snapshot.token().digest();
        Optional<TokenSet> gone = snapshot.left() != null
                ? keeper.forget(session)
                : limiter.check(Priority.UNCONFIRMED, () -> keeper.forget(session), Optional::empty);
        return gone.orElse(null);
    }

    /** Returns whether it is the first logout: a second one finds the tombstone. */
    private boolean markEnded(SessionSnapshot snapshot) {
        boolean isFirst = !tombstones.has(snapshot.token());
        if (isFirst) {
            tombstones.set(snapshot.token(), snapshot.worthRetryingFor());
        }
        sessions.forget(snapshot.token().digest());
        return isFirst;
    }
}
