package org.journeyguard.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.journeyguard.internal.cluster.LogRecord;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.SampledReads;
import org.jspecify.annotations.Nullable;

/**
 * Caches AM's answers about sessions. A positive answer has one entry per session and applies only to the token that AM was asked about; a
 * refusal applies to a token. They are kept apart, so that a flood of unknown tokens evicts no valid session.
 */
final class SessionCache {
    /** Refusals are remembered only to limit repeated calls: a session may begin to exist at any moment. */
    static final Duration NO_IS_REMEMBERED = Duration.ofSeconds(5);

    private static final Duration LONGER_THAN_ANY_QUESTION = Duration.ofMinutes(5);

    private static final int MAX_REFUSED = 10_000;

    private final LogWriter log;
    private final Cache<TokenDigest, KnownSession> known;
    private final SampledReads<TokenDigest, KnownSession> reads;
    private final Policy.VarExpiration<TokenDigest, KnownSession> ends;
    private final Cache<TokenDigest, Boolean> refused;
    /** Client-side sessions by SHA-256 of their tokens as presented, which is how PingAM names sessions. */
    private final Cache<TokenDigest, TokenDigest> texts;
    /** When users were forgotten; earlier answers of AM no longer apply. Only for users who were signed in, and never evicted. */
    private final Cache<TokenDigest, Long> notBefore;

    private volatile Consumer<TokenDigest> onRefused = digest -> {};

    /**
     * @param log tells other nodes of users whose sessions are forgotten
     */
    SessionCache(int size, LogWriter log, Ticker ticker) {
        this.log = log;
        this.known = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(ticker)
                .expireAfter(
                        Expiry.<TokenDigest, KnownSession>writing((digest, session) -> SessionRules.ASSUMED_LIFETIME))
                .build();
        this.reads = new SampledReads<>(known);
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

    /** Returns about how many sessions are remembered. */
    long size() {
        return known.estimatedSize();
    }

    /** Returns a confirmed session; null unless AM was asked about exactly this token. */
    @Nullable
    KnownSession known(SsoToken token) {
        KnownSession session = reads.get(token.digest());
        return session != null && session.isOf(token) ? session : null;
    }

    /** Returns a confirmed session, whichever token AM was asked about. */
    @Nullable
    KnownSession known(TokenDigest session) {
        return known.getIfPresent(session);
    }

    /** Returns how long a session can live at most; null for an unknown session. */
    @Nullable
    Duration left(TokenDigest session) {
        return ends.getExpiresAfter(session).orElse(null);
    }

    /** Returns the session that AM names by SHA-256 of its token. */
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
        // checked after storing, so that a concurrent forgetUser finds the session
        if (isOutdated(session.identity(), askedAt)) {
            known.invalidate(token.digest());
        }
    }

    /** Records that AM can't read a token, which does not affect any session. */
    void unreadable(SsoToken token) {
        refused.put(token.fingerprint(), Boolean.TRUE);
    }

    /** Records that AM refuses a token. A session confirmed with another token stays: one of the two signatures is forged. */
    void refused(SsoToken token) {
        refused.put(token.fingerprint(), Boolean.TRUE);
        KnownSession session = known.getIfPresent(token.digest());
        if (session == null || session.isOf(token)) {
            known.invalidate(token.digest());
            onRefused.accept(token.digest());
        }
    }

    /** Records that AM has ended a known session; its token is refused from now on. */
    void ended(TokenDigest digest, KnownSession session) {
        known.invalidate(digest);
        refused.put(session.fingerprint(), Boolean.TRUE);
        onRefused.accept(digest);
    }

    void onRefused(Consumer<TokenDigest> listener) {
        onRefused = listener;
    }

    void forget(TokenDigest digest) {
        known.invalidate(digest);
    }

    /** Returns the key of a user. Ignores case, because AM returns the name as it was typed. */
    private static TokenDigest owner(String realm, String name) {
        return TokenDigest.ofText(realm + "|" + name.toLowerCase(Locale.ROOT));
    }

    private static TokenDigest owner(SsoIdentity identity) {
        return owner(identity.realm(), identity.name());
    }

    /** Forgets all sessions of a user as {@link #forgetUser(TokenDigest, long)} does, on all nodes. */
    Map<TokenDigest, KnownSession> forgetUser(String realm, String name, long now) {
        TokenDigest owner = owner(realm, name);
        Map<TokenDigest, KnownSession> theirs = forgetUser(owner, now);
        log.add(LogRecord.Kind.USER_FORGOTTEN, owner, Instant.EPOCH, LONGER_THAN_ANY_QUESTION);
        return theirs;
    }

    /**
     * Forgets all sessions of a user, and answers to questions that were sent to AM before.
     *
     * @param owner the user's key
     * @param now in monotonic nanoseconds
     * @return the sessions, by digest
     */
    Map<TokenDigest, KnownSession> forgetUser(TokenDigest owner, long now) {
        notBefore.put(owner, now);
        Map<TokenDigest, KnownSession> theirs = ofUser(owner);
        known.invalidateAll(theirs.keySet());
        return theirs;
    }

    /** Returns all sessions of a user, by digest. */
    Map<TokenDigest, KnownSession> ofUser(String realm, String name) {
        return ofUser(owner(realm, name));
    }

    private Map<TokenDigest, KnownSession> ofUser(TokenDigest owner) {
        Map<TokenDigest, KnownSession> theirs = new HashMap<>();
        known.asMap().forEach((digest, session) -> {
            if (owner(session.identity()).equals(owner)) {
                theirs.put(digest, session);
            }
        });
        return theirs;
    }

    private boolean isOutdated(SsoIdentity identity, long askedAt) {
        if (notBefore.asMap().isEmpty()) {
            return false;
        }
        Long since = notBefore.getIfPresent(owner(identity));
        return since != null && askedAt - since < 0;
    }
}
