package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.appsession.EndedAppSession;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.index.IndexName;
import org.journeyguard.internal.logout.step.StepRunner;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/** Ends sessions here as soon as AM reports their end. Revokes their tokens at AM and notifies others in the background. */
public final class RemoteLogout {
    /** The reason, for observers. */
    private static final LogoutReport PUSHED_OUT = new LogoutReport(
            LogoutReport.Outcome.SUCCESS,
            List.of(new LogoutReport.Step("max-sessions-per-user", LogoutReport.Result.DONE, "")));

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final Optional<AppSessions> appSessions;
    private final ListenerSteps listenerSteps;
    private final StepRunner runner;
    private final BackgroundTasks background;
    private final Observers observers;

    /**
     * @param sessions knows AM's sessions
     * @param tombstones marks ended sessions
     * @param keeper holds the tokens of sessions
     * @param appSessions knows app sessions; empty if there are none
     * @param listenerSteps creates the notification steps
     * @param runner runs these steps
     * @param background runs the logouts that no request waits for
     * @param observers notified of logouts
     */
    public RemoteLogout(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenKeeper keeper,
            Optional<AppSessions> appSessions,
            ListenerSteps listenerSteps,
            StepRunner runner,
            BackgroundTasks background,
            Observers observers) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.appSessions = appSessions;
        this.listenerSteps = listenerSteps;
        this.runner = runner;
        this.background = background;
        this.observers = observers;
    }

    /** Returns the app sessions known to this node to which AM gives a name. */
    Set<StoreKey> known(IndexName name) {
        return appSessions.map(each -> each.ofUsers().known(name)).orElse(List.of()).stream()
                .map(session -> new StoreKey(StoreKey.Kind.APP_SESSION, session))
                .collect(Collectors.toSet());
    }

    /** Ends a stored session; for an app session, its tokens too. */
    void end(StoreKey stored) {
        if (appSessions.isEmpty()) {
            atAm(stored.session(), true);
            keeper.abandon(stored.session());
        } else if (stored.kind() == StoreKey.Kind.APP_SESSION) {
            appSessions
                    .flatMap(each -> each.end(stored.session()))
                    .ifPresent(ended -> after(ended.tokens(), ended.context(false)));
        }
    }

    /**
     * Ends a session that AM has named, whether known here or not.
     *
     * @param named its digest, or SHA-256 of its token
     */
    public void onNotification(TokenDigest named) {
        atAm(sessions.named(named));
    }

    /** Ends one of AM's sessions, whether known here or not. */
    public void atAm(TokenDigest session) {
        atAm(session, false);
    }

    /**
     * @param isStored whether the session had tokens, on any node
     */
    private void atAm(TokenDigest session, boolean isStored) {
        SsoIdentity identity = sessions.identity(session);
        Duration left = sessions.known(session);
        boolean isFirst = !tombstones.has(session);
        if (left == null && !isStored) {
            tombstones.setInTransit(session);
        } else {
            tombstones.set(session, SessionRules.untilExpiredAtAm(left));
        }
        sessions.forget(session);
        if (identity != null && isFirst) {
            Optional<TokenSet> tokens = keeper.forget(session);
            after(
                    tokens,
                    new LogoutContext(
                            identity.name(), identity.realm(), Optional.empty(), tokens.map(TokenSet::token), false));
        } else {
            // for a session that was evicted from the cache
            boolean unused = background.submit(() -> keeper.abandon(session));
        }
    }

    /** Handles an app session that ended because its user has started more than the limit. */
    public void pushedOut(EndedAppSession ended) {
        after(ended.tokens(), ended.context(false), PUSHED_OUT);
    }

    private void after(Optional<TokenSet> tokens, LogoutContext context) {
        after(tokens, context, null);
    }

    private void after(Optional<TokenSet> tokens, LogoutContext context, @Nullable LogoutReport report) {
        observers.signedOut(context.user(), false, report);
        tokens.ifPresent(keeper::discard);
        boolean unused = background.submit(() -> runner.attempt(listenerSteps.of(context)));
    }
}
