package org.journeyguard.internal.appsession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Holds the app sessions known to this node. No session displaces another user's: at the limit, new users are refused. A session
 * leaves when it ends, or after its idle time without use.
 */
final class SessionRegistry {
    private final Cache<TokenDigest, KnownAppSession> known;
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
     * @param hasOther whether its user has another that is known here
     * @return whether it was added
     */
    synchronized boolean begin(TokenDigest digest, KnownAppSession session, boolean hasOther) {
        boolean isFull = isFull() && !hasOther;
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
            if (before == null) {
                count.incrementAndGet();
            }
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
        count.decrementAndGet();
        if (cause == RemovalCause.EXPIRED) {
            whenUnused.accept(digest);
        }
    }

    /** Returns the sessions that meet a condition. Goes through all of them. */
    List<TokenDigest> where(Predicate<KnownAppSession> condition) {
        return known.asMap().entrySet().stream()
                .filter(each -> condition.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns whether a user with this number of sessions has too many. */
    boolean isAboveLimitOfUser(int number) {
        return number > mostOfUser;
    }

    /**
     * Returns the user's sessions that must end because a new one has started: those above the user's limit, and one that is known here if
     * the total limit is exceeded.
     *
     * @param others the user's sessions except the new one, oldest first
     */
    List<TokenDigest> surplus(List<TokenDigest> others) {
        int surplus = Math.max(0, others.size() + 1 - mostOfUser);
        List<TokenDigest> ending = new ArrayList<>(others.subList(0, Math.min(surplus, others.size())));
        if (count.get() > most && ending.stream().allMatch(each -> find(each) == null)) {
            others.stream().filter(each -> find(each) != null).findFirst().ifPresent(ending::add);
        }
        return ending;
    }

    /** Returns the number of sessions. */
    long size() {
        known.cleanUp();
        return count.get();
    }
}
