package org.journeyguard.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/** What AM said about sessions, by digest. Yes and no are kept apart, so that a flood of strangers evicts nobody. */
final class SessionCache {
    /** A "no" is remembered only to blunt repetition: a session may begin to exist at any moment. */
    static final Duration NO_IS_REMEMBERED = Duration.ofSeconds(5);

    private static final Duration LONGER_THAN_ANY_QUESTION = Duration.ofMinutes(5);

    private static final int MAX_REFUSED = 10_000;

    private final Cache<TokenDigest, KnownSession> known;
    private final Policy.VarExpiration<TokenDigest, KnownSession> ends;
    private final Cache<TokenDigest, Boolean> refused;
    /** Who was forgotten when: what AM was asked before counts no more. Set for users who were signed in, and never pushed out. */
    private final Cache<Owner, Long> notBefore;

    private volatile Consumer<TokenDigest> whenRefused = digest -> {};

    /** Whose session it is. */
    private record Owner(String realm, String name) {
        /** Cases do not count: AM tells the name as it was typed. */
        static Owner of(String realm, String name) {
            return new Owner(realm, name.toLowerCase(Locale.ROOT));
        }

        static Owner of(Identity identity) {
            return of(identity.realm(), identity.name());
        }
    }

    SessionCache(int size, Ticker ticker) {
        this.known = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfter(
                        Expiry.<TokenDigest, KnownSession>writing((digest, session) -> SessionRules.ASSUMED_LIFETIME))
                .build();
        this.ends = known.policy().expireVariably().orElseThrow();
        this.refused = Caffeine.newBuilder()
                .maximumSize(MAX_REFUSED)
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfterWrite(NO_IS_REMEMBERED)
                .build();
        this.notBefore = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfterWrite(LONGER_THAN_ANY_QUESTION)
                .build();
    }

    /** About how many are remembered. */
    long size() {
        return known.estimatedSize();
    }

    @Nullable
    KnownSession known(TokenDigest digest) {
        return known.getIfPresent(digest);
    }

    /** How long a session can live at most; null for one that is not known. */
    @Nullable
    Duration left(TokenDigest digest) {
        return ends.getExpiresAfter(digest).orElse(null);
    }

    boolean isRefused(TokenDigest digest) {
        return refused.getIfPresent(digest) != null;
    }

    /**
     * @param askedAt when AM was asked, in monotonic nanoseconds
     * @param left how long the session can live at most
     */
    void confirmed(TokenDigest digest, KnownSession session, long askedAt, Duration left) {
        refused.invalidate(digest);
        KnownSession unused = ends.put(digest, session, left);
        // looked at afterwards: whoever forgets its user now finds it
        if (isOutdated(session.identity(), askedAt)) {
            known.invalidate(digest);
        }
    }

    void refused(TokenDigest digest) {
        known.invalidate(digest);
        refused.put(digest, Boolean.TRUE);
        whenRefused.accept(digest);
    }

    void whenRefused(Consumer<TokenDigest> listener) {
        whenRefused = listener;
    }

    void forget(TokenDigest digest) {
        known.invalidate(digest);
    }

    /**
     * Forgets all sessions of a user, and whatever AM was asked about them before.
     *
     * @param now in monotonic nanoseconds
     * @return the sessions
     */
    Set<TokenDigest> forgetUser(String realm, String name, long now) {
        Owner owner = Owner.of(realm, name);
        notBefore.put(owner, now);
        Set<TokenDigest> theirs = new HashSet<>();
        known.asMap().forEach((digest, session) -> {
            if (Owner.of(session.identity()).equals(owner)) {
                theirs.add(digest);
            }
        });
        known.invalidateAll(theirs);
        return theirs;
    }

    private boolean isOutdated(Identity identity, long askedAt) {
        Long since = notBefore.getIfPresent(Owner.of(identity));
        return since != null && askedAt - since < 0;
    }
}
