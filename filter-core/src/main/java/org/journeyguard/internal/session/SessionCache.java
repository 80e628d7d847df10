package org.journeyguard.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * What AM said about sessions. A "yes" has one place for each session, and counts for the very token that AM was asked about; a "no" is
 * about a token. They are kept apart, so that a flood of strangers evicts nobody.
 */
final class SessionCache {
    /** A "no" is remembered only to blunt repetition: a session may begin to exist at any moment. */
    static final Duration NO_IS_REMEMBERED = Duration.ofSeconds(5);

    private static final Duration LONGER_THAN_ANY_QUESTION = Duration.ofMinutes(5);

    private static final int MAX_REFUSED = 10_000;

    private final Cache<TokenDigest, KnownSession> known;
    private final Policy.VarExpiration<TokenDigest, KnownSession> ends;
    private final Cache<TokenDigest, Boolean> refused;
    /** Client-side sessions by SHA-256 of their tokens as they were presented, which is how PingAM names sessions. */
    private final Cache<TokenDigest, TokenDigest> texts;
    /** Who was forgotten when: what AM was asked before counts no more. Set for users who were signed in, and never pushed out. */
    private final Cache<Owner, Long> notBefore;

    private volatile Consumer<TokenDigest> whenRefused = digest -> {};

    /** Whose session it is. */
    private record Owner(String realm, String name) {
        /** Cases do not count: AM tells the name as it was typed. */
        static Owner of(String realm, String name) {
            return new Owner(realm, name.toLowerCase(Locale.ROOT));
        }

        static Owner of(SsoIdentity identity) {
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
        this.texts = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfterWrite(SessionRules.ASSUMED_LIFETIME)
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

    /** What AM has said of a session; null unless it was asked about this very token. */
    @Nullable
    KnownSession known(SsoToken token) {
        KnownSession session = known.getIfPresent(token.digest());
        return session != null && session.isOf(token) ? session : null;
    }

    /** What AM has said of a session, whichever token it was asked about. */
    @Nullable
    KnownSession known(TokenDigest session) {
        return known.getIfPresent(session);
    }

    /** How long a session can live at most; null for one that is not known. */
    @Nullable
    Duration left(TokenDigest session) {
        return ends.getExpiresAfter(session).orElse(null);
    }

    /** The session that AM names by SHA-256 of its token. */
    TokenDigest named(TokenDigest sha256) {
        TokenDigest session = texts.getIfPresent(sha256);
        return session == null ? sha256 : session;
    }

    boolean isRefused(SsoToken token) {
        return refused.getIfPresent(token.fingerprint()) != null;
    }

    /**
     * @param askedAt when AM was asked, in monotonic nanoseconds
     * @param left how long the session can live at most
     */
    void confirmed(SsoToken token, KnownSession session, long askedAt, Duration left) {
        refused.invalidate(token.fingerprint());
        if (token.isClientSide()) {
            texts.put(TokenDigest.of(token.value()), token.digest());
        }
        KnownSession unused = ends.put(token.digest(), session, left);
        // looked at afterwards: whoever forgets its user now finds it
        if (isOutdated(session.identity(), askedAt)) {
            known.invalidate(token.digest());
        }
    }

    /** AM can't read a token, which says nothing of any session. */
    void unreadable(SsoToken token) {
        refused.put(token.fingerprint(), Boolean.TRUE);
    }

    /** AM refuses a token, which says nothing of a session that it has confirmed by another: one of the two has a made-up signature. */
    void refused(SsoToken token) {
        refused.put(token.fingerprint(), Boolean.TRUE);
        KnownSession session = known.getIfPresent(token.digest());
        if (session == null || session.isOf(token)) {
            known.invalidate(token.digest());
            whenRefused.accept(token.digest());
        }
    }

    /** AM has ended a session that was known, and refuses its token from now on. */
    void ended(TokenDigest digest, KnownSession session) {
        known.invalidate(digest);
        refused.put(session.fingerprint(), Boolean.TRUE);
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
     * @return the sessions, by digest
     */
    Map<TokenDigest, KnownSession> forgetUser(String realm, String name, long now) {
        Owner owner = Owner.of(realm, name);
        notBefore.put(owner, now);
        Map<TokenDigest, KnownSession> theirs = new HashMap<>();
        known.asMap().forEach((digest, session) -> {
            if (Owner.of(session.identity()).equals(owner)) {
                theirs.put(digest, session);
            }
        });
        known.invalidateAll(theirs.keySet());
        return theirs;
    }

    private boolean isOutdated(SsoIdentity identity, long askedAt) {
        Long since = notBefore.getIfPresent(Owner.of(identity));
        return since != null && askedAt - since < 0;
    }
}
