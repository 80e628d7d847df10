package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.signin.AppSessions;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that have ended at AM, and that AM has told of: they end here at once. Their tokens end at AM, and others hear of it, in
 * the background.
 */
public final class RemoteLogout {
    /** For one that AM has not confirmed here: an answer that says yes may be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);
    /** Tells observers why it was. */
    private static final LogoutReport PUSHED_OUT = new LogoutReport(
            LogoutReport.Outcome.SUCCESS,
            List.of(new LogoutReport.Step("max-sessions-per-user", LogoutReport.Result.DONE, "")));

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final @Nullable AppSessions appSessions;
    private final ListenerSteps ofOthers;
    private final StepRunner endings;
    private final BackgroundTasks background;
    private final Observers observers;

    /**
     * @param sessions knows AM's sessions
     * @param tombstones where the end is marked
     * @param keeper has the tokens of sessions
     * @param appSessions knows the application's own sessions; null when there are none
     * @param ofOthers who else hears of it
     * @param endings tells them
     * @param background where that happens
     * @param observers hear of it
     */
    public RemoteLogout(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenKeeper keeper,
            @Nullable AppSessions appSessions,
            ListenerSteps ofOthers,
            StepRunner endings,
            BackgroundTasks background,
            Observers observers) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.appSessions = appSessions;
        this.ofOthers = ofOthers;
        this.endings = endings;
        this.background = background;
        this.observers = observers;
    }

    /** What is stored for a session; the tokens of one of the application's own end with it. */
    void end(SidIndex.Found stored) {
        if (appSessions == null) {
            atAm(stored.session());
            keeper.abandon(stored.session());
        } else if (stored.isOwn()) {
            appSessions.end(stored.session()).ifPresent(ended -> after(ended.tokens(), ended.farewell(false)));
        }
    }

    /**
     * A session that AM tells of, known here or not.
     *
     * @param named its digest, or SHA-256 of its token
     */
    public void told(TokenDigest named) {
        atAm(sessions.named(named));
    }

    /** One of AM's sessions, known here or not. */
    public void atAm(TokenDigest session) {
        SsoIdentity identity = sessions.identity(session);
        Duration left = sessions.known(session);
        boolean isNews = !tombstones.has(session);
        tombstones.set(session, left == null ? ON_ITS_WAY : SessionRules.surelyOver(left));
        sessions.forget(session);
        if (identity != null && isNews) {
            Optional<TokenSet> tokens = keeper.forget(session);
            after(
                    tokens,
                    new LogoutContext(
                            identity.name(), identity.realm(), Optional.empty(), tokens.map(TokenSet::token), false));
        } else {
            // of a session that was forgotten here in favour of others
            boolean unused = background.submit(() -> keeper.abandon(session));
        }
    }

    /** One of the application's own that has ended because its user has begun more than a user may have. */
    public void pushedOut(AppSessions.Ended ended) {
        after(ended.tokens(), ended.farewell(false), PUSHED_OUT);
    }

    private void after(Optional<TokenSet> tokens, LogoutContext farewell) {
        after(tokens, farewell, null);
    }

    private void after(Optional<TokenSet> tokens, LogoutContext farewell, @Nullable LogoutReport report) {
        observers.signedOut(farewell.user(), false, report);
        tokens.ifPresent(keeper::discard);
        boolean unused = background.submit(() -> endings.attempt(ofOthers.of(farewell)));
    }
}
