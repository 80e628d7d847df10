package org.journeyguard.internal.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Holds the app sessions known to this node, by user. No session displaces another user's: at the limit, new users are refused. A session
 * leaves when it ends, or after its idle time without use.
 */
final class SessionRegistry {
    private final Cache<TokenDigest, KnownAppSession> known;
    /** By owner. The inner maps are guarded by the atomic methods of this one. */
    private final ConcurrentMap<String, Map<TokenDigest, KnownAppSession>> users = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private final int most;
    private final int mostOfUser;
    private volatile Consumer<TokenDigest> whenUnused = digest -> {};

    /**
     * @param most maximum number of sessions that start here
     * @param mostOfUser maximum number for each user
     */
    SessionRegistry(Duration idleTime, int most, int mostOfUser, LongSupplier nanoTime) {
        this.most = most;
        this.mostOfUser = mostOfUser;
        this.known = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterAccess(idleTime)
                .removalListener(this::removed)
                .build();
    }

    /** Sets the listener for sessions that were not used here for the idle time; other nodes may still use them. */
    void whenUnused(Consumer<TokenDigest> listener) {
        whenUnused = listener;
    }

    /** Returns a session; null if it is not known here. */
    @Nullable
    KnownAppSession find(TokenDigest digest) {
        return known.getIfPresent(digest);
    }

    /**
     * Adds a new session, unless the limit is reached and its user has no other.
     *
     * @return whether it was added
     */
    synchronized boolean begin(TokenDigest digest, KnownAppSession session) {
        boolean isFull = isFull() && !users.containsKey(session.owner());
        if (!isFull) {
            add(digest, session);
        }
        return !isFull;
    }

    /** Returns whether new users are refused. */
    boolean isFull() {
        if (count.get() >= most) {
            known.cleanUp();
        }
        return count.get() >= most;
    }

    /** Adds an existing session, as read from the store. */
    void add(TokenDigest digest, KnownAppSession session) {
        KnownAppSession unused = known.asMap().compute(digest, (key, before) -> {
            users.compute(session.owner(), (owner, all) -> {
                Map<TokenDigest, KnownAppSession> theirs = all == null ? new LinkedHashMap<>() : all;
                if (theirs.put(digest, session) == null) {
                    count.incrementAndGet();
                }
                return theirs;
            });
            return session;
        });
    }

    void remove(TokenDigest digest) {
        known.invalidate(digest);
    }

    private void removed(@Nullable TokenDigest digest, @Nullable KnownAppSession session, RemovalCause cause) {
        if (digest == null || session == null || cause == RemovalCause.REPLACED) {
            return;
        }
        users.computeIfPresent(session.owner(), (owner, theirs) -> {
            if (theirs.remove(digest, session)) {
                count.decrementAndGet();
            }
            return theirs.isEmpty() ? null : theirs;
        });
        if (cause == RemovalCause.EXPIRED) {
            whenUnused.accept(digest);
        }
    }

    /** Returns the sessions of a user, oldest first. */
    List<TokenDigest> of(String owner) {
        Map<TokenDigest, KnownAppSession> theirs = new LinkedHashMap<>();
        users.computeIfPresent(owner, (key, all) -> {
            theirs.putAll(all);
            return all;
        });
        return theirs.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(KnownAppSession::begunAt)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the user's sessions that must end because a new one has started: those above the user's limit, and one if the total limit is
     * exceeded.
     *
     * @param begun the new session, which stays
     */
    List<TokenDigest> surplus(String owner, TokenDigest begun) {
        List<TokenDigest> others =
                of(owner).stream().filter(each -> !each.equals(begun)).toList();
        int surplus = Math.max(others.size() + 1 - mostOfUser, count.get() > most ? 1 : 0);
        return others.subList(0, Math.max(0, Math.min(surplus, others.size())));
    }

    /** Returns the number of sessions. */
    long size() {
        known.cleanUp();
        return count.get();
    }
}
