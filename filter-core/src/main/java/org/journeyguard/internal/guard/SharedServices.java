package org.journeyguard.internal.guard;

import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.LogoutRecords;

/**
 * The parts that everything in one application shares.
 *
 * @param am AM
 * @param accounts with which the application calls AM
 * @param cookieName the name of AM's cookie
 * @param sessions the sessions that tokens belong to
 * @param tombstones ended credentials
 * @param logouts ended sessions by AM's identifiers
 * @param limiter limits concurrent calls to AM
 * @param background runs tasks that no request waits for
 * @param stores of sessions and their tokens
 * @param index finds sessions by AM's names for them
 * @param cluster the engine that nodes share; empty for one node
 * @param log tells other nodes what has ended
 * @param clock for expiry times
 * @param nanoTime monotonic time
 * @param observers of events
 */
public record SharedServices(
        AmClient am,
        AmAccounts accounts,
        CookieName cookieName,
        SessionValidator sessions,
        Tombstones tombstones,
        LogoutRecords logouts,
        CallLimiter limiter,
        BackgroundTasks background,
        SessionStores stores,
        SessionIndex index,
        Optional<Cluster> cluster,
        LogWriter log,
        Clock clock,
        LongSupplier nanoTime,
        Observers observers) {}
