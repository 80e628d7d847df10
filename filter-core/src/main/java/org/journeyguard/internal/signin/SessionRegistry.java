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
 * Holds the application's own sessions that this node knows, and which of them each user has. None is pushed out by another: where
 * all places are taken nobody new gets one. A session leaves when it has ended, or when it was unused for its idle time.
 */
final class SessionRegistry {
    private final Cache<TokenDigest, KnownAppSession> known;
    /** By owner. The maps inside are guarded by the atomic methods of this one. */
    private final ConcurrentMap<String, Map<TokenDigest, KnownAppSession>> users = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    private final int most;
    private final int mostOfUser;
    private volatile Consumer<TokenDigest> whenUnused = digest -> {};

    /**
     * @param most how many sessions begin here at most
     * @param mostOfUser how many a user has at most
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

    /** Is told of each session that was not asked about for the idle time here; it may be in use on another node. */
    void whenUnused(Consumer<TokenDigest> listener) {
        whenUnused = listener;
    }

    /** A session; null for one that is not known here. */
    @Nullable
    KnownAppSession find(TokenDigest digest) {
        return known.getIfPresent(digest);
    }

    /**
     * Adds a session that begins, unless all places are taken and its user has none of them.
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

    /** Whether nobody new gets a place. */
    boolean isFull() {
        if (count.get() >= most) {
            known.cleanUp();
        }
        return count.get() >= most;
    }

    /** Adds a session that has begun before, as it was read. */
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

    /** The sessions of a user, the one that began first at the head. */
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
     * The sessions of a user that have to end because another one has begun: those above the user's bound, and one where there are more
     * than there are places.
     *
     * @param begun the one that stays
     */
    List<TokenDigest> surplus(String owner, TokenDigest begun) {
        List<TokenDigest> others =
                of(owner).stream().filter(each -> !each.equals(begun)).toList();
        int surplus = Math.max(others.size() + 1 - mostOfUser, count.get() > most ? 1 : 0);
        return others.subList(0, Math.max(0, Math.min(surplus, others.size())));
    }

    /** How many there are. */
    long size() {
        known.cleanUp();
        return count.get();
    }
}
