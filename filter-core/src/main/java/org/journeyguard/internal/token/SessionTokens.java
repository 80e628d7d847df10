package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/** Stores the token sets of this application's sessions, and knows when each is due. */
public final class SessionTokens {
    private final TokenStore store;
    private final String application;
    private final Function<TokenDigest, @Nullable Duration> left;
    private final RenewalSchedule due;
    private final Duration threshold;
    private final Duration believed;
    private final Clock clock;
    /** Distinguishes this node from others. */
    private final String node = UUID.randomUUID().toString();

    /**
     * @param application prefix of this application's keys: AM, realm and client
     * @param left how long a session can last at most, or until it is {@link #prolong}ed; null where unknown
     * @param threshold how long before they expire tokens are renewed
     * @param believed how long a token without expiry is trusted
     */
    public SessionTokens(
            TokenStore store,
            String application,
            Function<TokenDigest, @Nullable Duration> left,
            RenewalSchedule due,
            Duration threshold,
            Duration believed,
            Clock clock) {
        this.store = store;
        this.application = application;
        this.left = left;
        this.due = due;
        this.threshold = threshold;
        this.believed = believed;
        this.clock = clock;
        whenRemoved(due::forget);
    }

    /** Adds a listener for each session whose tokens are removed, here or on another node. */
    void whenRemoved(Consumer<TokenDigest> listener) {
        store.whenRemoved(key -> {
            if (isOurs(key)) {
                listener.accept(TokenDigest.parse(key.substring(application.length())));
            }
        });
    }

    Instant now() {
        return clock.instant();
    }

    Freshness freshness(TokenSet tokens) {
        return TokenRules.freshness(tokens, now(), threshold, believed);
    }

    Optional<TokenSet> get(TokenDigest session) {
        Optional<TokenSet> found = store.get(key(session));
        found.filter(set -> !due.has(session)).ifPresent(set -> note(session, set));
        return found;
    }

    /** Schedules the renewal of a set here as well; another node may have stored it. */
    void note(TokenDigest session, TokenSet present) {
        due.set(session, TokenRules.untilDue(present, now(), threshold, believed));
    }

    /**
     * Replaces a set with another.
     *
     * @param present the set to replace; null when there must be none
     * @return whether it was there
     */
    boolean replace(TokenDigest session, @Nullable TokenSet present, TokenSet next) {
        boolean isReplaced = store.replace(key(session), present, next, lasts(session));
        if (isReplaced) {
            note(session, next);
        }
        return isReplaced;
    }

    /** Keeps a session's tokens for longer, because the session is in use. */
    void prolong(TokenDigest session) {
        store.get(key(session)).ifPresent(set -> store.replace(key(session), set, set, lasts(session)));
    }

    Optional<TokenSet> remove(TokenDigest session) {
        due.forget(session);
        return store.remove(key(session));
    }

    boolean lease(TokenDigest session, Duration lasts) {
        return store.lease(key(session), node, lasts);
    }

    void release(TokenDigest session) {
        store.release(key(session), node);
    }

    private Duration lasts(TokenDigest session) {
        return SessionRules.untilExpiredAtAm(left.apply(session));
    }

    /** Whether a key belongs to a set of this application. */
    boolean isOurs(String key) {
        return key.startsWith(application);
    }

    private String key(TokenDigest session) {
        return application + session;
    }
}
