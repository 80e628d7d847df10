package org.journeyguard.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * The stores of an application.
 *
 * @param tokens the tokens of sessions
 * @param appSessions the application's own sessions
 * @param leases to renew tokens
 * @param lateEnds repeats what ends a session, or the sessions of a name, and failed because the engine did not answer
 * @param closing closes them
 */
public record SessionStores(
        SessionStore<TokenSet> tokens,
        SessionStore<AppSessionState> appSessions,
        RenewalLeases leases,
        BiConsumer<TokenDigest, Runnable> lateEnds,
        Runnable closing)
        implements AutoCloseable {

    /**
     * Creates stores in the memory of one node.
     *
     * @param tokenSets maximum number of token sets; the number of app sessions is limited when they start
     * @param nanoTime monotonic time
     */
    public static SessionStores inMemory(long tokenSets, LongSupplier nanoTime) {
        MemoryStore<TokenSet> tokens = new MemoryStore<>(tokenSets, nanoTime);
        MemoryStore<AppSessionState> appSessions = new MemoryStore<>(Long.MAX_VALUE, nanoTime);
        return new SessionStores(tokens, appSessions, RenewalLeases.OF_ONE_NODE, (session, end) -> {}, () -> {
            tokens.clear();
            appSessions.clear();
        });
    }

    /**
     * Creates stores that all nodes share. The application's own sessions are not kept here in addition: this node caches them elsewhere.
     *
     * @param believed how long tokens may be used after they were read, while the engine does not answer
     * @param tokenSets maximum number of token sets that are kept for that
     * @param later runs a task after a pause
     * @param nanoTime monotonic time
     */
    public static SessionStores shared(
            Cluster cluster, Duration believed, long tokenSets, Consumer<Runnable> later, LongSupplier nanoTime) {
        LateWrites lateTokens = new LateWrites(later);
        LateWrites lateSessions = new LateWrites(later);
        SharedStore<TokenSet> tokens = new SharedStore<>(
                cluster.quiet(),
                session -> cluster.names().of(Kind.TOKENS, session),
                StoredForms.TOKENS,
                seen(believed, tokenSets, nanoTime),
                lateTokens,
                TokenSet::isRenewedBy);
        SharedStore<AppSessionState> appSessions = new SharedStore<>(
                cluster.quiet(),
                session -> cluster.names().of(Kind.APP_SESSION, session),
                StoredForms.APP_SESSIONS,
                seen(Duration.ZERO, 0, nanoTime),
                lateSessions,
                (present, next) -> false);
        LateWrites lateEnds = new LateWrites(later);
        RenewalLeases leases = new SharedLeases(cluster.quiet(), cluster.names());
        return new SessionStores(tokens, appSessions, leases, lateEnds::addRemoval, () -> {
            lateEnds.close();
            lateTokens.close();
            lateSessions.close();
        });
    }

    private static <V> Cache<TokenDigest, V> seen(Duration believed, long size, LongSupplier nanoTime) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(believed)
                .build();
    }

    @Override
    public void close() {
        closing.run();
    }
}
