package org.journeyguard.internal.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.journeyguard.Claims;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;
import org.journeyguard.internal.store.TokenSet;

/**
 * Maps AM's {@code sid} and {@code sub} to this application's stored sessions, by the ID tokens stored with them: those of this node, or of
 * all nodes of a cluster. A session is in the index before it can be used; without that it is not stored.
 */
public final class SessionIndex {
    private static final System.Logger LOG = System.getLogger(SessionIndex.class.getName());
    /** How long a node relies on what it has written to the shared lists, which lose entries if the engine does. */
    private static final Duration RELIED_ON = Duration.ofHours(1);

    private static final int MOST_RELIED_ON = 100_000;

    private final SessionLists lists;
    private final Scope scope;
    private final Function<String, Claims> idTokens;
    private final AmLogouts logouts;
    private final Predicate<Runnable> background;
    private final Clock clock;
    private final Cache<StoreKey, Instant> written;
    private volatile Consumer<StoreKey> whenEnded = session -> {};

    /**
     * What an application needs an index of. One kind of session is indexed: where the application has its own, their tokens end with them.
     *
     * @param appSessions whether the application has its own sessions
     * @param logoutTokens whether it receives logout tokens
     */
    public record Scope(boolean appSessions, boolean logoutTokens) {}

    private SessionIndex(
            SessionLists lists,
            Scope scope,
            Function<String, Claims> idTokens,
            AmLogouts logouts,
            Predicate<Runnable> background,
            Clock clock,
            LongSupplier nanoTime) {
        this.lists = lists;
        this.scope = scope;
        this.idTokens = idTokens;
        this.logouts = logouts;
        this.background = background;
        this.clock = clock;
        this.written = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .maximumSize(MOST_RELIED_ON)
                .expireAfterWrite(RELIED_ON)
                .build();
    }

    /**
     * Creates the index of a single node.
     *
     * @param idTokens returns the claims of an ID token that was verified before
     * @param logouts what AM has ended
     * @param clock for the end of sessions
     */
    public static SessionIndex inMemory(
            Scope scope, Function<String, Claims> idTokens, AmLogouts logouts, Clock clock, LongSupplier nanoTime) {
        Predicate<Runnable> now = task -> {
            task.run();
            return true;
        };
        return new SessionIndex(new MemoryLists(), scope, idTokens, logouts, now, clock, nanoTime);
    }

    /**
     * Creates the index of all nodes of a cluster.
     *
     * @param idTokens returns the claims of an ID token that was verified before
     * @param remembered how long {@link #end} counts for sessions that are added later
     * @param logouts what AM has ended; is told if a session is added whose name AM has ended, before the store's {@code replace} returns
     * @param background ends sessions, and removes those that have ended
     * @param clock for the end of sessions
     */
    public static SessionIndex shared(
            Cluster cluster,
            Scope scope,
            Function<String, Claims> idTokens,
            Duration remembered,
            AmLogouts logouts,
            Predicate<Runnable> background,
            Clock clock,
            LongSupplier nanoTime) {
        SessionIndex index = new SessionIndex(
                new ClusterLists(cluster, remembered, clock), scope, idTokens, logouts, background, clock, nanoTime);
        // the engine may have lost what was written
        cluster.onResumed(index.written::invalidateAll);
        return index;
    }

    /** Sets the listener that ends a session which was not in the index when AM ended it, because the engine had lost its entry. */
    public void whenEnded(Consumer<StoreKey> listener) {
        whenEnded = listener;
    }

    /**
     * Finds the sessions that AM has ended, and remembers it for sessions that are added later.
     *
     * @param endedAt by AM's clock
     * @throws Unavailable if the index can't be read and written
     */
    public Set<StoreKey> end(IndexName name, Instant endedAt) {
        Set<StoreKey> found = new LinkedHashSet<>();
        lists.end(name, endedAt).forEach(each -> found.add(each.key()));
        return found;
    }

    /**
     * Returns the application's own sessions of a user, in the order in which they began.
     *
     * @param subject {@code sub} of the user
     * @throws Unavailable if the index can't be read
     */
    public List<IndexedSession> appSessionsOf(String subject) {
        return IndexName.ofSubject(Optional.of(subject)).map(lists::get).orElse(List.of()).stream()
                .filter(each -> each.key().kind() == Kind.APP_SESSION)
                .sorted((a, b) -> a.begunAt().compareTo(b.begunAt()))
                .toList();
    }

    /** Wraps stores so that this index sees all writes. */
    public SessionStores over(SessionStores stores) {
        if (scope.appSessions) {
            return new SessionStores(
                    stores.tokens(),
                    new IndexedStore<>(stores.appSessions(), Kind.APP_SESSION, this, this::facts),
                    stores.leases(),
                    stores.lateEnds(),
                    stores::close);
        }
        return scope.logoutTokens
                ? new SessionStores(
                        new IndexedStore<>(stores.tokens(), Kind.TOKENS, this, this::facts),
                        stores.appSessions(),
                        stores.leases(),
                        stores.lateEnds(),
                        stores::close)
                : stores;
    }

    /**
     * What the index has to know of a value.
     *
     * @param idToken with the names
     * @param begunAt when the session began
     * @param endsAt until when it has to be in the index
     * @param mayLast until when it is entered, so that this need not be done again with each use
     */
    record Facts(Optional<String> idToken, Instant begunAt, Instant endsAt, Instant mayLast) {}

    private Facts facts(AppSessionState session, Duration lasts) {
        return new Facts(session.startedWith(), session.startedAt(), session.endsAt(), session.endsAt());
    }

    private Facts facts(TokenSet tokens, Duration lasts) {
        Instant end = clock.instant().plus(lasts);
        return new Facts(tokens.token().idToken(), tokens.issuedAt(), end, end.plus(lasts));
    }

    boolean isShared() {
        return lists.areShared();
    }

    /**
     * Enters a new session.
     *
     * @throws Unavailable if the index can't be written
     */
    void add(StoreKey session, Facts facts) {
        IndexedSession entered = new IndexedSession(session, facts.begunAt, facts.mayLast);
        for (IndexName name : names(facts)) {
            Instant endedAt = lists.add(name, entered);
            if (!endedAt.equals(Instant.MIN)) {
                logouts.add(name, endedAt);
            }
        }
        if (lists.areShared()) {
            written.put(session, facts.mayLast);
        }
    }

    /** Enters a session again that lasts longer, or that this node has not entered lately. */
    void keep(StoreKey session, Facts facts) {
        Instant until = lists.areShared() ? written.getIfPresent(session) : Instant.MAX;
        if (until == null || until.isBefore(facts.endsAt)) {
            try {
                add(session, facts);
                if (logouts.hasEnded(claims(facts))) {
                    // so that the next write tries it again if it fails
                    written.invalidate(session);
                    boolean unused = background.test(() -> whenEnded.accept(session));
                }
            } catch (Unavailable e) {
                // it is tried again with the session's next write
                LOG.log(System.Logger.Level.DEBUG, "A session can't be entered again: {0}", e.getMessage());
            }
        }
    }

    /** Removes a session that has ended; if that fails, it stays until it expires, and counts for nothing. */
    void remove(StoreKey session, Facts facts) {
        written.invalidate(session);
        boolean unused = background.test(() -> names(facts).forEach(name -> remove(name, session)));
    }

    private void remove(IndexName name, StoreKey session) {
        try {
            lists.remove(name, session);
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.DEBUG, "A session that has ended stays in the index: {0}", e.getMessage());
        }
    }

    private Claims claims(Facts facts) {
        return facts.idToken.map(idTokens).orElse(Claims.NONE);
    }

    private List<IndexName> names(Facts facts) {
        return IndexName.of(claims(facts)).stream()
                .filter(name -> name.kind() != IndexName.Kind.SID || scope.logoutTokens)
                .toList();
    }
}
