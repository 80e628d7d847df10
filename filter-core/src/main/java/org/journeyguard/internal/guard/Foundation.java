package org.journeyguard.internal.guard;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.ClusterLog;
import org.journeyguard.internal.cluster.ClusterSettings;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.observe.CurrentRequest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.token.TokenSettings;

/**
 * The parts that all capabilities of a guard are built on.
 *
 * @param shared the shared parts
 * @param log what has ended, for other nodes and from them; empty for one node
 * @param closings close what has been opened, the last first
 */
record Foundation(SharedServices shared, Optional<ClusterLog> log, List<Runnable> closings) implements AutoCloseable {

    /**
     * Builds the foundation.
     *
     * @param idTokenClaims reads an ID token that was verified when it was issued
     * @throws InvalidConfiguration if the settings of the engine that nodes share are not valid
     */
    static Foundation of(
            GuardSettings config, Function<String, Claims> idTokenClaims, Clock clock, LongSupplier nanoTime) {
        DelayedTasks later = DelayedTasks.onThread("journeyguard-later");
        Observers observers =
                Observers.of(config.am().realm(), config.app().auditedRefusals(), later::in, clock, nanoTime);
        List<Runnable> closings = new CopyOnWriteArrayList<>();
        try {
            return of(config, idTokenClaims, later, observers, closings, clock, nanoTime);
        } catch (RuntimeException | Error e) {
            observers.close();
            closings.forEach(Runnable::run);
            later.close();
            throw e;
        }
    }

    private static Foundation of(
            GuardSettings config,
            Function<String, Claims> idTokenClaims,
            DelayedTasks later,
            Observers observers,
            List<Runnable> closings,
            Clock clock,
            LongSupplier nanoTime) {
        AmSettings settings = config.am();
        Optional<Cluster> cluster = open(config.cluster(), observers, nanoTime);
        cluster.ifPresent(each -> closings.add(0, each::close));
        AmClient am = new AmClient(
                settings.url(), settings.realm(), settings.connection(), settings.timeout(), nanoTime, observers);
        closings.add(0, am::close);
        CookieName cookieName = new CookieName(am::serverInfo, settings.cookieName(), settings.timeout(), nanoTime);
        BackgroundTasks background = new BackgroundTasks(CurrentRequest::handedOver);
        CallLimiter limiter = new CallLimiter(settings.maxCalls(), settings.maxCallsPerSecond(), nanoTime);
        Optional<ClusterLog> clusterLog = cluster.map(shared -> new ClusterLog(shared, clock));
        clusterLog.ifPresent(each -> closings.add(0, each::close));
        LogWriter log = clusterLog.isPresent() ? clusterLog.get() : LogWriter.NONE;
        LogoutRecords logouts = new LogoutRecords(config.signIn().timeout(), log, nanoTime);
        SessionIndex index = index(config, cluster, idTokenClaims, logouts, background, clock, nanoTime);
        SessionStores stores = stores(
                config,
                cluster,
                task -> later.in(BackgroundTasks.RETRY_AFTER, () -> inBackground(background, task)),
                nanoTime);
        closings.add(0, stores::close);
        closings.add(0, background::close);
        closings.add(0, later::close);
        Tombstones tombstones = new Tombstones(log, nanoTime);
        SharedServices shared = new SharedServices(
                am,
                AmAccounts.of(settings, am, clock),
                cookieName,
                new SessionValidator(
                        am,
                        cookieName,
                        config.sessions(),
                        config.roles(),
                        limiter,
                        background,
                        tombstones,
                        log,
                        clock,
                        nanoTime,
                        observers),
                tombstones,
                logouts,
                limiter,
                background,
                index.over(stores),
                index,
                cluster,
                log,
                clock,
                nanoTime,
                observers);
        return new Foundation(shared, clusterLog, closings);
    }

    /** Runs a task that must run, by the calling thread if the background has no room. */
    private static void inBackground(BackgroundTasks background, Runnable task) {
        if (!background.submit(task)) {
            task.run();
        }
    }

    private static Optional<Cluster> open(ClusterSettings settings, Observers observers, LongSupplier nanoTime) {
        try {
            return Cluster.open(settings, observers, nanoTime);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Creates the index of this node's sessions, or of those of all nodes. */
    static SessionIndex index(
            GuardSettings config,
            Optional<Cluster> cluster,
            Function<String, Claims> idTokenClaims,
            LogoutRecords logouts,
            BackgroundTasks background,
            Clock clock,
            LongSupplier nanoTime) {
        SessionIndex.Scope scope = new SessionIndex.Scope(
                config.signIn().way() == LoginWay.OIDC, config.logout().backChannelPath() != null);
        return cluster.map(shared -> SessionIndex.shared(
                        shared,
                        scope,
                        idTokenClaims,
                        LogoutRecords.lasts(config.signIn().timeout()),
                        logouts,
                        background::submit,
                        clock,
                        nanoTime))
                .orElseGet(() -> SessionIndex.inMemory(scope, idTokenClaims, logouts, clock, nanoTime));
    }

    /**
     * Creates stores that nodes share, or stores in memory. The latter never evict the tokens of app sessions, because nothing could
     * replace them; there are as many as sessions. They may evict the tokens of AM's sessions, which can be obtained again.
     *
     * @param later runs a task after a pause
     */
    static SessionStores stores(
            GuardSettings config, Optional<Cluster> cluster, Consumer<Runnable> later, LongSupplier nanoTime) {
        TokenSettings tokens = config.tokens();
        boolean isOwn = config.signIn().way() == LoginWay.OIDC;
        return cluster.map(
                        shared -> SessionStores.shared(shared, tokens.cacheTtl(), tokens.cacheSize(), later, nanoTime))
                .orElseGet(() -> SessionStores.inMemory(isOwn ? Long.MAX_VALUE : tokens.cacheSize(), nanoTime));
    }

    /** Adds what closes a part that has been opened on this foundation. */
    void opened(Runnable closing) {
        closings.add(0, closing);
    }

    @Override
    public void close() {
        shared.observers().close();
        closings.forEach(Runnable::run);
    }
}
